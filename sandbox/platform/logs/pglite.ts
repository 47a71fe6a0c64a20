import type { PGlite } from '@electric-sql/pglite';
import { presentMessages } from './memory.js';
import type { LogLimits, LogStore, MessagePage, MessageQuery, MessageRow } from './types.js';
import type { OperationPage, OperationQuery, OperationRow } from './types.js';
import { decodePlace, encodePlace, restricted, searchable, typeOf, usualLimits } from './types.js';

export const logTables = `
  create table if not exists operations (
    place bigint generated always as identity unique,
    id text primary key,
    type text not null,
    action text not null,
    state text not null,
    integration text,
    connection text,
    sync text,
    created_at text not null,
    words text not null,
    data text not null
  );
  create table if not exists messages (
    place bigint generated always as identity primary key,
    operation text not null references operations (id) on delete cascade,
    words text not null,
    data text not null
  );
  create index if not exists messages_of_operation on messages (operation, place);
`;

const literally = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;
/** Old operations are removed once in so many new ones. */
const pruneEvery = 200;

/** A log that survives a restart. */
export class PgliteLogStore implements LogStore {
  #puts = 0;
  readonly #written = new Map<string, number>();

  constructor(
    private readonly database: PGlite,
    private readonly limits: LogLimits = usualLimits,
  ) {}

  async put(operation: OperationRow): Promise<void> {
    const { id, state, operation: kind, integrationName, connectionName, syncConfigName, createdAt } = operation;
    await this.database.query(
      `insert into operations (id, type, action, state, integration, connection, sync, created_at, words, data)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       on conflict (id) do update set state = excluded.state, words = excluded.words, data = excluded.data`,
      [
        id,
        kind.type,
        typeOf(operation),
        state,
        integrationName ?? null,
        connectionName ?? null,
        syncConfigName ?? null,
        createdAt,
        searchable(operation),
        JSON.stringify(operation),
      ],
    );
    if (operation.endedAt !== null) this.#written.delete(id);
    this.#puts += 1;
    if (this.#puts % pruneEvery === 1) await this.#prune();
  }

  /** Keeps the newest. */
  async #prune(): Promise<void> {
    await this.database.query(
      'delete from operations where place <= (select max(place) from operations) - $1::bigint',
      [this.limits.operations],
    );
  }

  async append(messages: readonly MessageRow[]): Promise<void> {
    const kept = messages.filter(({ parentId }) => {
      const written = this.#written.get(parentId) ?? 0;
      this.#written.set(parentId, written + 1);
      return written < this.limits.messagesPerOperation;
    });
    if (kept.length === 0) return;
    const rows = kept.map((message) => ({
      operation: message.parentId,
      words: searchable(message),
      data: JSON.stringify(message),
    }));
    await this.database.query(
      `insert into messages (operation, words, data)
       select m.operation, m.words, m.data
       from rows from (json_to_recordset($1::json) as (operation text, words text, data text)) with ordinality
         as m (operation, words, data, nth)
       where exists (select 1 from operations o where o.id = m.operation) order by m.nth`,
      [JSON.stringify(rows)],
    );
  }

  async operation(id: string): Promise<OperationRow | undefined> {
    const { rows } = await this.database.query<{ data: string }>('select data from operations where id = $1', [id]);
    return rows[0] && (JSON.parse(rows[0].data) as OperationRow);
  }

  async operations(query: OperationQuery): Promise<OperationPage> {
    const values: unknown[] = [];
    const bind = (value: unknown): string => `$${String(values.push(value))}`;
    const conditions = ['true'];
    const among = (columns: string[], list: readonly string[] | undefined): void => {
      const wanted = restricted(list);
      if (wanted === undefined) return;
      const array = bind([...wanted]);
      conditions.push(`(${columns.map((column) => `${column} = any(${array})`).join(' or ')})`);
    };
    among(['state'], query.states);
    among(['type', 'action'], query.types);
    among(['integration'], query.integrations);
    among(['connection'], query.connections);
    among(['sync'], query.syncs);
    if (query.period) {
      conditions.push(`created_at between ${bind(query.period.from)} and ${bind(query.period.to)}`);
    }
    const counted = await this.database.query<{ total: number }>(
      `select count(*)::int as total from operations where ${conditions.join(' and ')}`,
      values,
    );
    if (query.cursor !== undefined && query.cursor !== null) {
      conditions.push(`place < ${bind(decodePlace(query.cursor))}`);
    }
    const { rows } = await this.database.query<{ id: string; place: number; data: string }>(
      `select id, place, data from operations where ${conditions.join(' and ')}
       order by place desc limit ${bind(query.limit + 1)}`,
      values,
    );
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    const matching = await this.#mentioning(page, query.search);
    return {
      data: matching.map(({ data }) => JSON.parse(data) as OperationRow),
      pagination: {
        total: counted.rows[0]?.total ?? 0,
        cursor: rows.length > page.length && last ? encodePlace(last.place) : null,
      },
    };
  }

  async #mentioning<T extends { id: string }>(page: T[], search: string | undefined): Promise<T[]> {
    if (search === undefined || page.length === 0) return page;
    const { rows } = await this.database.query<{ id: string }>(
      `select o.id from operations o where o.id = any($1) and (o.words ilike $2
         or exists (select 1 from messages m where m.operation = o.id and m.words ilike $2))`,
      [page.map(({ id }) => id), literally(search)],
    );
    const found = new Set(rows.map(({ id }) => id));
    return page.filter(({ id }) => found.has(id));
  }

  async messages(query: MessageQuery): Promise<MessagePage> {
    const { operationId, search, cursorAfter, cursorBefore, limit } = query;
    const newer = cursorBefore === undefined || cursorBefore === null ? undefined : decodePlace(cursorBefore);
    const older = cursorAfter === undefined || cursorAfter === null ? undefined : decodePlace(cursorAfter);
    const words = search === undefined ? '%' : literally(search);
    const counted = await this.database.query<{ total: number }>(
      'select count(*)::int as total from messages where operation = $1 and words ilike $2',
      [operationId, words],
    );
    const { rows } = await this.database.query<{ place: number; data: string }>(
      `select place, data from messages where operation = $1 and words ilike $2
         and ($3::bigint is null or place > $3) and ($4::bigint is null or place < $4)
       order by place ${newer === undefined ? 'desc' : 'asc'} limit $5`,
      [operationId, words, newer ?? null, older ?? null, limit + 1],
    );
    const page = rows
      .slice(0, limit)
      .map(({ place, data }) => ({ place, message: JSON.parse(data) as MessageRow }))
      .sort((a, b) => b.place - a.place);
    return presentMessages(page, counted.rows[0]?.total ?? 0, newer === undefined && rows.length > limit);
  }
}
