import type { Nango } from '@nangohq/node';
import { z } from 'zod';

import type { Database } from './database.js';

type Reader = Pick<Nango, 'getIntegration'>;

/**
 * Nango does not say that a connection was deleted; it does not know it any more. It knows none of this environment's
 * either when it is asked with the key of another environment, and then nothing may be forgotten. An environment is told by
 * the moment at which its integration was made.
 */
async function madeAt(nango: Reader, integration: string): Promise<string | undefined> {
  try {
    return (await nango.getIntegration({ uniqueKey: integration })).data.created_at;
  } catch {
    // Whatever the reason is, it is not known; what the client throws holds the key.
    return undefined;
  }
}

/** Remembers of which environment the copy is; the first answer counts. */
export async function rememberEnvironment(nango: Reader, database: Database, integration: string): Promise<void> {
  const made = await madeAt(nango, integration);
  if (made === undefined) return;
  await database.query(
    'insert into environments (integration, made_at) values ($1, $2) on conflict (integration) do nothing',
    [integration, made],
  );
}

/** Whether the key that is used now is certainly of the environment that the copy is of. */
export async function isSameEnvironment(nango: Reader, database: Database, integration: string): Promise<boolean> {
  const { rows } = await database.query('select made_at from environments where integration = $1', [integration]);
  const [known] = z.array(z.object({ made_at: z.string() })).parse(rows);
  return known !== undefined && known.made_at === (await madeAt(nango, integration));
}
