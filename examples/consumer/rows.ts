import { z } from 'zod';

import type { Connection } from './connection.js';
import type { Database } from './database.js';
import type { ModelName } from './models.js';
import type { Row } from './reader.js';
import type { KeptModel } from './tables.js';

type Transaction = Pick<Database, 'query'>;

/** Writes living records, one statement for a whole page: Postgres takes them as JSON and picks the columns itself. */
export async function save(
  tx: Transaction,
  { providerConfigKey, connectionId }: Connection,
  { table, columns }: KeptModel,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const records = rows.map((row) => ({ ...row, _nango_metadata: undefined }));
  const names = columns.map(([name]) => name);
  const values = columns.map(([name, type]) =>
    type === 'jsonb' ? `record->'${name}'` : `(record->>'${name}')::${type}`,
  );
  const updates = [...names, 'record'].map((name) => `${name} = excluded.${name}`);
  await tx.query(
    `insert into ${table} (integration, connection_id, id, ${[...names, 'record'].join(', ')})
     select $1, $2, record->>'id', ${[...values, 'record'].join(', ')} from jsonb_array_elements($3::jsonb) as record
     on conflict (integration, connection_id, id) do update set ${updates.join(', ')}`,
    [providerConfigKey, connectionId, JSON.stringify(records, storable)],
  );
}

/** Postgres stores no text with the character NUL or half of a surrogate pair; Nango does, and would send it for ever. */
function storable(_key: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return value.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** @returns how many there were: a record may come and go between two readings */
export async function remove(
  tx: Transaction,
  { providerConfigKey, connectionId }: Connection,
  { table }: KeptModel,
  rows: readonly Row[],
): Promise<number> {
  if (rows.length === 0) return 0;
  const sql = `delete from ${table} where integration = $1 and connection_id = $2 and id = any($3) returning id`;
  const removed = await tx.query(sql, [providerConfigKey, connectionId, rows.map(({ id }) => id)]);
  return removed.rows.length;
}

/** How far a model of a connection was read. */
export async function readCursor(
  tx: Transaction,
  { providerConfigKey, connectionId }: Connection,
  model: ModelName,
): Promise<string | undefined> {
  const sql = 'select cursor from cursors where integration = $1 and connection_id = $2 and model = $3';
  const { rows } = await tx.query(sql, [providerConfigKey, connectionId, model]);
  return z.array(z.object({ cursor: z.string() })).parse(rows)[0]?.cursor;
}

export async function saveCursor(
  tx: Transaction,
  { providerConfigKey, connectionId }: Connection,
  model: ModelName,
  cursor: string,
): Promise<void> {
  await tx.query(
    `insert into cursors (integration, connection_id, model, cursor) values ($1, $2, $3, $4)
     on conflict (integration, connection_id, model) do update set cursor = excluded.cursor`,
    [providerConfigKey, connectionId, model, cursor],
  );
}
