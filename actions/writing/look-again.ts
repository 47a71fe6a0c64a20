import { HaloError } from '../../halo/errors.js';
import type { Call } from '../call.js';

/** Milliseconds between looks for a change; a client that met late changes looks three times so (halo-api.md §2.4). */
const waits = [1_500, 1_500];

/**
 * Looks for what a write did until it is there, a bounded number of times, because Halo may show a change late. A look that
 * fails says nothing about the write, which was made or may have been: it only ends the looking.
 *
 * @returns what was found; `undefined` when it never was seen
 */
export async function lookAgain<Found>(call: Call, look: () => Promise<Found | undefined>): Promise<Found | undefined> {
  for (const wait of [...waits, undefined]) {
    const found = await look().catch(failedLook);
    if (found === failed) return undefined;
    if (found !== undefined || wait === undefined) return found;
    await call.client.lifetime.wait('recovery', wait);
  }
  return undefined;
}

const failed = Symbol('a look that failed');

function failedLook(error: unknown): typeof failed {
  if (error instanceof HaloError) return failed;
  throw error;
}
