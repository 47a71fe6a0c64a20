import { createHash } from 'crypto';
import { z } from 'zod';

import { described } from '../../records/described.js';
import type { Call } from '../call.js';
import { KeyInUseError } from '../errors.js';

/** The input field of every function that makes something. */
export const idempotencyKey = described(
  z
    .string()
    .regex(/^[\w.:-]{8,64}$/, 'expected 8 to 64 letters, digits, dots, colons, hyphens and underscores')
    .optional(),
  'A text of your own that identifies this operation, such as the id of an alert. A call with a key that was used before returns the first result instead of making another record, so it may be repeated after a failure. 8 to 64 letters, digits and ".:_-".',
);

/** How long a call that holds a key keeps others out at most, should it be killed. */
const longest = 60_000;
const waits = [1_000, 2_000, 4_000, 8_000];

/**
 * Keeps other calls with the same key out until this one is over. Only a platform whose runs share locks does that
 * (nango-platform.md §17); elsewhere every call gets the lock, and calls at the same moment may each make a record, which
 * is found and told afterwards.
 *
 * @throws KeyInUseError when another call has the key and does not end
 */
export async function holdKey(call: Call, kind: string, key: string): Promise<void> {
  const { connection_config: config = {} } = await call.connection.getConnection();
  const owner = createHash('sha256')
    .update(JSON.stringify([config['hostname'], kind, key]))
    .digest('hex');
  for (const wait of [...waits, undefined]) {
    if (await call.connection.tryAcquireLock({ key: `halo idempotency key, ${owner}`, ttlMs: longest })) return;
    if (wait !== undefined) await call.client.lifetime.wait('recovery', wait);
  }
  throw new KeyInUseError();
}
