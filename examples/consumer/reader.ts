import type { Nango } from '@nangohq/node';
import { z } from 'zod';

import type { Connection } from './connection.js';
import { errors } from './errors.js';
import type { ModelName, Models, Stored } from './models.js';
import { explainFailure } from './read-failure.js';

/** What is used of the client, so that a test can stand in for it. */
export type RecordReader = Pick<Nango, 'listRecords'>;

export type Row = Stored<Models[ModelName]>;

export interface Page {
  readonly records: Row[];
  readonly next_cursor: string | null;
}

/** As many records as one answer may carry without growing large. */
const PAGE = 1000;

/** What reading relies on. Something else than Nango's API may answer with success too, such as its dashboard. */
const expected = z.object({
  records: z.array(z.object({ id: z.string(), _nango_metadata: z.object({ cursor: z.string() }) })),
  next_cursor: z.string().nullable(),
});

/**
 * The records that changed after a cursor; all, from the first page on, without one.
 * @throws {ReadError}
 */
export async function readPage(
  nango: RecordReader,
  connection: Connection,
  model: ModelName,
  cursor: string | undefined,
): Promise<Page> {
  const query = { ...connection, model, limit: PAGE, cursor: cursor ?? null };
  const page = await nango.listRecords<Models[ModelName]>(query).catch((error: unknown): never => {
    throw explainFailure(error, connection);
  });
  if (!expected.safeParse(page).success) throw errors.notNango();
  return page;
}
