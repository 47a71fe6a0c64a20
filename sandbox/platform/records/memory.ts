import type { Clock } from '../../clock.js';
import { systemClock } from '../../clock.js';
import type { BrowsePage, BrowseQuery, ModelSummary, RecordBrowser, RecordVersion } from './browser.js';
import type { Position } from './cursor.js';
import { comparePositions } from './cursor.js';
import { cleanId, formatRecords } from './format.js';
import { browseRows, remember, summarise, versionsOf, type BrowsableRow } from './memory-browse.js';
import { mergeRecord } from './merge.js';
import { presentRow, selectRows } from './present.js';
import type { Plan, Row } from './plan.js';
import { planUpdate, planUpsert } from './plan.js';
import { Summary } from './summary.js';
import { Ticks } from './ticks.js';
import type {
  RecordData,
  RecordPage,
  RecordQuery,
  RecordScope,
  RecordStore,
  WriteOptions,
  WriteSummary,
} from './types.js';

interface StoredRow extends BrowsableRow {
  /** The highest job that wrote this record, changed or not. */
  seen: number;
}

const position = (row: Row): Position => ({ at: row.updatedAt, id: row.id });

/** Records in maps: the semantics of the PGlite store at the speed that property tests need. Nothing is kept. */
export class MemoryRecordStore implements RecordStore, RecordBrowser {
  readonly #scopes = new Map<string, { scope: RecordScope; rows: Map<string, StoredRow>; sorted?: StoredRow[] }>();
  readonly #ticks: Ticks;

  constructor(clock: Clock = systemClock) {
    this.#ticks = new Ticks(clock);
  }

  #scope(scope: RecordScope) {
    const key = `${String(scope.connection)}/${scope.model}`;
    let entry = this.#scopes.get(key);
    if (!entry) {
      entry = { scope: { ...scope }, rows: new Map() };
      this.#scopes.set(key, entry);
    }
    return entry;
  }

  /** Rows in reading order. Sorted at the first read after a write. */
  #sorted(scope: RecordScope): StoredRow[] {
    const entry = this.#scope(scope);
    entry.sorted ??= [...entry.rows.values()].sort((a, b) => comparePositions(position(a), position(b)));
    return entry.sorted;
  }

  /** The living records of a scope as they were saved, by id: what a test compares with the tenant. */
  living(scope: RecordScope): Map<string, RecordData> {
    const alive = [...this.#scope(scope).rows.values()].filter((row) => row.deletedAt === null);
    return new Map(alive.map((row) => [row.externalId, JSON.parse(row.json) as RecordData]));
  }

  upsert(scope: RecordScope, records: RecordData[], options: WriteOptions): Promise<WriteSummary> {
    return this.#write(scope, records, options, 'upsert');
  }

  update(scope: RecordScope, records: RecordData[], options: WriteOptions): Promise<WriteSummary> {
    return this.#write(scope, records, options, 'update');
  }

  async #write(
    scope: RecordScope,
    records: RecordData[],
    options: WriteOptions,
    kind: 'upsert' | 'update',
  ): Promise<WriteSummary> {
    await Promise.resolve();
    // The text itself tells changes apart as well as its digest would, and is held anyway.
    const { records: formatted, duplicates } = formatRecords(scope, records, (json) => json);
    const entry = this.#scope(scope);
    const summary = new Summary(kind, options, duplicates);
    const context = { now: this.#ticks.next(), softDelete: options.softDelete ?? false };
    for (const record of formatted) {
      const existing = entry.rows.get(record.externalId);
      const plan: Plan = (kind === 'update' ? planUpdate : planUpsert)(existing, record, context);
      summary.add(record, existing, plan);
      if (plan.row) {
        const stored = existing === undefined ? {} : (JSON.parse(existing.json) as RecordData);
        const payload = kind === 'update' ? JSON.stringify(mergeRecord(stored, record.data)) : record.json;
        const json = plan.payload === true || existing === undefined ? payload : existing.json;
        const seen = Math.max(options.job, existing?.seen ?? 0);
        const earlier = existing && (plan.outcome === 'unchanged' ? existing.earlier : remember(existing));
        entry.rows.set(record.externalId, { ...plan.row, json, seen, ...(earlier && { earlier }) });
        delete entry.sorted;
      } else if (existing && kind === 'upsert') {
        existing.seen = Math.max(options.job, existing.seen);
      }
    }
    return summary.result();
  }

  async deleteOutdated(scope: RecordScope, generation: number): Promise<string[]> {
    await Promise.resolve();
    const entry = this.#scope(scope);
    const outdated = [...entry.rows.values()].filter((row) => row.deletedAt === null && row.seen < generation);
    const now = this.#ticks.next();
    for (const row of outdated) Object.assign(row, { deletedAt: now, updatedAt: now, earlier: remember(row) });
    delete entry.sorted;
    return outdated.sort((a, b) => (a.id < b.id ? -1 : 1)).map((row) => row.externalId);
  }

  async list(scope: RecordScope, query: RecordQuery = {}): Promise<RecordPage> {
    await Promise.resolve();
    const ids = query.ids && new Set(query.ids.map(cleanId));
    const rows = this.#sorted(scope).filter((row) => ids === undefined || ids.has(row.externalId));
    const { page, next } = selectRows(rows, query);
    return { records: page.map((row) => presentRow(row, JSON.parse(row.json) as RecordData)), next_cursor: next };
  }

  async browse(scope: RecordScope, query: BrowseQuery): Promise<BrowsePage> {
    await Promise.resolve();
    return browseRows(this.#sorted(scope), query.search === undefined ? { ...query, scan: query.limit } : query);
  }

  async versions(scope: RecordScope, id: string): Promise<RecordVersion[]> {
    await Promise.resolve();
    const row = this.#scope(scope).rows.get(cleanId(id));
    return row ? versionsOf(row) : [];
  }

  async models(connection: number): Promise<ModelSummary[]> {
    await Promise.resolve();
    return [...this.#scopes.values()]
      .filter(({ scope, rows }) => scope.connection === connection && rows.size > 0)
      .map(({ scope, rows }) => summarise(scope.model, [...rows.values()]))
      .sort((a, b) => a.model.localeCompare(b.model));
  }

  async clear(scope: RecordScope): Promise<number> {
    await Promise.resolve();
    const entry = this.#scope(scope);
    const count = entry.rows.size;
    entry.rows.clear();
    delete entry.sorted;
    return count;
  }

  async clearConnection(connection: number): Promise<void> {
    await Promise.resolve();
    for (const [key, entry] of this.#scopes) if (entry.scope.connection === connection) this.#scopes.delete(key);
  }

  async counts(connection: number): Promise<Record<string, number>> {
    await Promise.resolve();
    const counts: Record<string, number> = {};
    for (const { scope, rows } of this.#scopes.values()) {
      if (scope.connection !== connection) continue;
      counts[scope.model] = [...rows.values()].filter((row) => row.deletedAt === null).length;
    }
    return counts;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
