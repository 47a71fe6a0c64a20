import type { Nango } from '@nangohq/node';
import { z } from 'zod';

import type { Database } from './database.js';
import type { Models, ModelName, Stored } from './models.js';
import { keptModels, type KeptModel } from './tables.js';

/** What is used of the client, so that a test can stand in for it. */
export type RecordReader = Pick<Nango, 'listRecords'>;

/** Whose records are read: one customer's connection of one integration. */
export interface Connection {
  readonly providerConfigKey: string;
  readonly connectionId: string;
}

/** What reading brought. */
export interface Mirrored {
  readonly model: ModelName;
  readonly saved: number;
  readonly deleted: number;
}

type Row = Stored<Models[ModelName]>;

/** As many records as one answer may carry without growing large. */
const PAGE = 1000;

/** Brings the tables up to date with a connection's records: whatever changed since the last time, deletions included. */
export async function mirror(nango: RecordReader, database: Database, connection: Connection): Promise<Mirrored[]> {
  const results: Mirrored[] = [];
  for (const kept of keptModels) results.push(await mirrorModel(nango, database, connection, kept));
  return results;
}

async function mirrorModel(
  nango: RecordReader,
  database: Database,
  connection: Connection,
  kept: KeptModel,
): Promise<Mirrored> {
  const { model } = kept;
  let cursor = await readCursor(database, connection, model);
  let [saved, deleted] = [0, 0];
  for (;;) {
    const page = await nango.listRecords<Models[ModelName]>({
      ...connection,
      model,
      limit: PAGE,
      cursor: cursor ?? null,
    });
    const records: Row[] = page.records;
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
    if (page.next_cursor === null) return { model, saved, deleted };
  }
}

/** Forgets what is held of a connection: after it was deleted, or after a reset that emptied the platform's cache. */
export async function forget(database: Database, { connectionId }: Connection): Promise<void> {
  await database.transaction(async (tx) => {
    for (const table of [...keptModels.map(({ table }) => table), 'cursors']) {
      await tx.query(`delete from ${table} where connection_id = $1`, [connectionId]);
    }
  });
}

type Transaction = Pick<Database, 'query'>;

/** One statement for a whole page: Postgres takes the records as JSON and picks the columns itself. */
async function save(
  tx: Transaction,
  { connectionId }: Connection,
  kept: KeptModel,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const records = rows.map((row) => ({ ...row, _nango_metadata: undefined }));
  const names = kept.columns.map(([name]) => name);
  const values = kept.columns.map(([name, type]) =>
    type === 'jsonb' ? `record->'${name}'` : `(record->>'${name}')::${type}`,
  );
  const updates = [...names, 'record'].map((name) => `${name} = excluded.${name}`);
  await tx.query(
    `insert into ${kept.table} (connection_id, id, ${[...names, 'record'].join(', ')})
     select $1, record->>'id', ${[...values, 'record'].join(', ')} from jsonb_array_elements($2::jsonb) as record
     on conflict (connection_id, id) do update set ${updates.join(', ')}`,
    [connectionId, JSON.stringify(records)],
  );
}

/** @returns how many there were: a record may come and go between two readings */
async function remove(
  tx: Transaction,
  { connectionId }: Connection,
  kept: KeptModel,
  rows: readonly Row[],
): Promise<number> {
  if (rows.length === 0) return 0;
  const sql = `delete from ${kept.table} where connection_id = $1 and id = any($2) returning id`;
  const removed = await tx.query(sql, [connectionId, rows.map(({ id }) => id)]);
  return removed.rows.length;
}

async function readCursor(
  database: Transaction,
  connection: Connection,
  model: ModelName,
): Promise<string | undefined> {
  const sql = 'select cursor from cursors where connection_id = $1 and model = $2';
  const { rows } = await database.query(sql, [connection.connectionId, model]);
  return z.array(z.object({ cursor: z.string() })).parse(rows)[0]?.cursor;
}

async function saveCursor(tx: Transaction, connection: Connection, model: ModelName, cursor: string): Promise<void> {
  await tx.query(
    `insert into cursors values ($1, $2, $3)
     on conflict (connection_id, model) do update set cursor = excluded.cursor`,
    [connection.connectionId, model, cursor],
  );
}
