import type { PGliteInterface, Transaction } from '@electric-sql/pglite';
import { decodeCursor } from './cursor.js';
import { rowIds } from './format.js';
import type { Row } from './plan.js';
import type { LastAction, RecordData, RecordQuery, RecordScope } from './types.js';

type Queryable = Pick<PGliteInterface | Transaction, 'query'>;

export interface SqlRow {
  external_id: string;
  id: string;
  hash: string;
  created_at: number;
  updated_at: number;
  deleted_at: number | null;
}

export const columns = 'r.external_id, r.id, r.hash, r.created_at, r.updated_at, r.deleted_at';

export const toRow = (row: SqlRow): Row => ({
  id: row.id,
  externalId: row.external_id,
  hash: row.hash,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  deletedAt: row.deleted_at,
});

/** The stored rows with these row ids, by row id. */
export async function readRows(database: Queryable, ids: string[]): Promise<Map<string, Row>> {
  const { rows } = await database.query<SqlRow>(
    `select ${columns} from records r where r.id = any(string_to_array($1, ',')::uuid[])`,
    [ids.join(',')],
  );
  return new Map(rows.map((row) => [row.id, toRow(row)]));
}

/** The stored payloads of these row ids, by row id. */
export async function readPayloads(database: Queryable, ids: string[]): Promise<Map<string, RecordData>> {
  const { rows } = await database.query<{ id: string; data: string }>(
    "select id, data from records_data where id = any(string_to_array($1, ',')::uuid[])",
    [ids.join(',')],
  );
  return new Map(rows.map((row) => [row.id, JSON.parse(row.data) as RecordData]));
}

export const actionConditions: Record<LastAction, string> = {
  ADDED: '(r.deleted_at is null and r.created_at = r.updated_at)',
  UPDATED: '(r.deleted_at is null and r.created_at <> r.updated_at)',
  DELETED: '(r.deleted_at is not null)',
};

/** One page in reading order and one row more, by which the caller knows that there is a next page. */
export async function listRows(
  database: Queryable,
  scope: RecordScope,
  query: RecordQuery,
  limit: number,
): Promise<{ row: Row; data: RecordData }[]> {
  const values: unknown[] = [scope.connection, scope.model];
  const bind = (value: unknown): string => `$${String(values.push(value))}`;
  const conditions = ['r.connection = $1', 'r.model = $2'];
  if (query.cursor !== undefined) {
    const after = decodeCursor(query.cursor);
    conditions.push(`(r.updated_at, r.id) > (${bind(after.at)}, ${bind(after.id)}::uuid)`);
  }
  if (query.ids) {
    conditions.push(`r.id = any(string_to_array(${bind(query.ids.map(rowIds(scope)).join(','))}, ',')::uuid[])`);
  }
  if (query.modifiedAfter !== undefined) conditions.push(`r.updated_at >= ${bind(query.modifiedAfter * 1000)}`);
  const { actions } = query;
  if (actions) conditions.push(`(${actions.map((action) => actionConditions[action]).join(' or ')})`);
  // The payloads come second: Postgres then walks the reading order by its index and stops at the limit.
  const { rows } = await database.query<SqlRow>(
    `select ${columns} from records r where ${conditions.join(' and ')} order by r.updated_at, r.id limit ${bind(limit + 1)}`,
    values,
  );
  const ids = rows.slice(0, limit).map((row) => row.id);
  const payloads = await readPayloads(database, ids);
  return rows.map((row) => ({ row: toRow(row), data: payloads.get(row.id) ?? {} }));
}
