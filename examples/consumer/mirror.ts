import { z } from 'zod';

import type { Connection } from './connection.js';
import type { Database } from './database.js';
import type { ModelName } from './models.js';
import { readPage, type RecordReader } from './reader.js';
import { readCursor, remove, save, saveCursor } from './rows.js';
import { keptModels, type KeptModel } from './tables.js';

/** What reading brought. */
export interface Mirrored {
  readonly model: ModelName;
  readonly saved: number;
  readonly deleted: number;
}

/**
 * Brings the tables up to date with a connection's records: whatever changed since the last time, deletions included.
 * @param signal ends it between two pages; the next call goes on there
 * @throws {ReadError} when Nango gives no records; every page before that one is kept
 */
export async function mirror(
  nango: RecordReader,
  database: Database,
  connection: Connection,
  signal?: AbortSignal,
): Promise<Mirrored[]> {
  const results: Mirrored[] = [];
  for (const kept of keptModels) results.push(await mirrorModel(nango, database, connection, kept, signal));
  return results;
}

async function mirrorModel(
  nango: RecordReader,
  database: Database,
  connection: Connection,
  kept: KeptModel,
  signal: AbortSignal | undefined,
): Promise<Mirrored> {
  const { model } = kept;
  let cursor = await readCursor(database, connection, model);
  let [saved, deleted] = [0, 0];
  for (;;) {
    signal?.throwIfAborted();
    const { records, next_cursor: next } = await readPage(nango, connection, model, cursor);
    cursor = records.at(-1)?._nango_metadata.cursor;
    // An empty page: nothing changed since the cursor, which therefore stays.
    if (cursor === undefined) return { model, saved, deleted };
    const gone = records.filter((record) => record._nango_metadata.deleted_at !== null);
    // A pruned record has no fields any more in the platform's cache; the copy here keeps what it has.
    const living = records.filter(
      ({ _nango_metadata: { deleted_at, pruned_at } }) => (deleted_at ?? pruned_at) === null,
    );
    const reached = cursor;
    // Rows and cursor move together, so that an interrupted run neither repeats nor skips a page.
    const removed = await database.transaction(async (tx) => {
      await save(tx, connection, kept, living);
      await saveCursor(tx, connection, model, reached);
      return remove(tx, connection, kept, gone);
    });
    saved += living.length;
    deleted += removed;
    if (next === null) return { model, saved, deleted };
  }
}

/** The connections of an integration of which something is held. */
export async function heldConnections(database: Database, providerConfigKey: string): Promise<Connection[]> {
  const { rows } = await database.query('select distinct connection_id from cursors where integration = $1', [
    providerConfigKey,
  ]);
  const held = z.array(z.object({ connection_id: z.string() })).parse(rows);
  return held.map(({ connection_id: connectionId }) => ({ providerConfigKey, connectionId }));
}

/**
 * Forgets what is held of a connection: after it was deleted, or after a reset that emptied the platform's cache. A
 * connection of the same id in another integration keeps what it has.
 */
export async function forget(database: Database, { providerConfigKey, connectionId }: Connection): Promise<void> {
  await database.transaction(async (tx) => {
    for (const table of [...keptModels.map(({ table }) => table), 'cursors']) {
      await tx.query(`delete from ${table} where integration = $1 and connection_id = $2`, [
        providerConfigKey,
        connectionId,
      ]);
    }
  });
}
