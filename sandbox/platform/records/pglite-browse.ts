import type { PGliteInterface, Transaction } from '@electric-sql/pglite';
import type { BrowsePage, BrowseQuery, ModelSummary, RecordVersion } from './browser.js';
import { decodeCursor, encodeCursor, formatMicroseconds } from './cursor.js';
import { cleanId, rowIds } from './format.js';
import { actionConditions, columns, toRow, type SqlRow } from './pglite-read.js';
import { lastAction } from './plan.js';
import { presentRow } from './present.js';
import type { LastAction, RecordData, RecordScope } from './types.js';

type Queryable = Pick<PGliteInterface | Transaction, 'query'>;

const parse = (json: string): RecordData => JSON.parse(json) as RecordData;
/** Escapes what `like` reads as a pattern. */
const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
/** Words of ASCII are found without the rules of all languages for capitals, which take twice as long. */
const collationFor = (text: string): string => (/^[\x20-\x7e]*$/.test(text) ? ' collate "C"' : '');

/** Walks the reading order backwards by its index, so that neither a late page nor a rare word reads everything. */
export async function browse(database: Queryable, scope: RecordScope, query: BrowseQuery): Promise<BrowsePage> {
  const { search, actions, limit } = query;
  const scan = search === undefined ? limit : query.scan;
  const values: unknown[] = [scope.connection, scope.model, scan + 1];
  const bind = (value: unknown): string => `$${String(values.push(value))}`;
  const conditions = ['r.connection = $1', 'r.model = $2'];
  if (query.cursor !== undefined) {
    const before = decodeCursor(query.cursor);
    conditions.push(`(r.updated_at, r.id) < (${bind(before.at)}, ${bind(before.id)}::uuid)`);
  }
  if (actions) conditions.push(`(${actions.map((action) => actionConditions[action]).join(' or ')})`);
  const order = 'order by r.updated_at desc, r.id desc';
  const looked = `select ${columns} from records r where ${conditions.join(' and ')} ${order} limit $3`;
  const matches =
    search === undefined ? 'true' : `d.data${collationFor(search)} ilike ${bind(`%${literally(search)}%`)}`;
  const { rows } = await database.query<SqlRow & { data: string; place: number }>(
    `with looked as materialized (${looked}),
       numbered as (select r.*, row_number() over (${order}) as place from looked r)
     select n.*, coalesce(d.data, '{}') as data from numbered n left join records_data d on d.id = n.id
     where n.place <= ${bind(scan)} and (${matches}) order by n.place limit ${bind(limit)}`,
    values,
  );
  const found = rows.map((row) => ({ row: toRow(row), data: row.data, place: row.place }));
  const reached = await lastLooked(database, looked, values.slice(0, 3 + (query.cursor === undefined ? 0 : 2)), scan);
  const isFull = found.length === limit;
  const last = found.at(-1);
  const end = isFull && last ? { at: last.row.updatedAt, id: last.row.id } : reached.end;
  const mayGoOn = isFull && last ? last.place < reached.looked : reached.looked > scan;
  return {
    records: found.map(({ row, data }) => presentRow(row, parse(data))),
    next_cursor: mayGoOn && end ? encodeCursor(end) : null,
    scanned: isFull && last ? last.place : Math.min(scan, reached.looked),
  };
}

/** How many rows a look came to, one more than allowed included, and where the last allowed one stands. */
async function lastLooked(database: Queryable, looked: string, values: unknown[], scan: number) {
  const { rows } = await database.query<{ looked: number; at: number | null; id: string | null }>(
    `with looked as materialized (${looked}),
       numbered as (select r.*, row_number() over (order by r.updated_at desc, r.id desc) as place from looked r)
     select (select count(*) from looked)::int as looked, n.updated_at as at, n.id
     from numbered n where n.place <= $${String(values.length + 1)} order by n.place desc limit 1`,
    [...values, scan],
  );
  const [row] = rows;
  return {
    looked: row?.looked ?? 0,
    end: row && row.at !== null && row.id !== null ? { at: row.at, id: row.id } : undefined,
  };
}

interface SqlVersion {
  created_at: number;
  updated_at: number;
  deleted_at: number | null;
  data: string;
}

export async function readVersions(database: Queryable, scope: RecordScope, id: string): Promise<RecordVersion[]> {
  const { rows } = await database.query<SqlVersion>(
    `select r.created_at, r.updated_at, r.deleted_at, coalesce(d.data, '{}') as data
     from records r left join records_data d on d.id = r.id where r.id = $1
     union all select created_at, updated_at, deleted_at, data from records_versions where id = $1
     order by updated_at desc`,
    [rowIds(scope)(cleanId(id))],
  );
  return rows.map((row) => ({
    last_action: actionOf(row),
    modified_at: formatMicroseconds(row.updated_at),
    record: parse(row.data),
  }));
}

const actionOf = ({ created_at: createdAt, updated_at: updatedAt, deleted_at: deletedAt }: SqlVersion): LastAction =>
  lastAction({ createdAt, updatedAt, deletedAt });

export async function summariseModels(database: Queryable, connection: number): Promise<ModelSummary[]> {
  const { rows } = await database.query<{ model: string; count: number; size: number; updated_at: number }>(
    `select r.model, (count(*) filter (where r.deleted_at is null))::int as count,
       coalesce(sum(length(d.data)), 0)::bigint as size, max(r.updated_at) as updated_at
     from records r left join records_data d on d.id = r.id where r.connection = $1 group by r.model order by r.model`,
    [connection],
  );
  return rows.map(({ model, count, size, updated_at: at }) => ({
    model,
    count,
    size_bytes: size,
    updated_at: formatMicroseconds(at),
  }));
}

/** Keeps what these rows are before they change, payload included: their history. */
export async function keepVersions(database: Queryable, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await database.query(
    `insert into records_versions (id, created_at, updated_at, deleted_at, data)
     select r.id, r.created_at, r.updated_at, r.deleted_at, d.data from records r join records_data d on d.id = r.id
     where r.id = any(string_to_array($1, ',')::uuid[]) on conflict do nothing`,
    [ids.join(',')],
  );
}
