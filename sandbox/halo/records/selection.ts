import type { Collection, IdRange, Stamped } from './collection.js';
import { difference, lowerBound, type SortedIds } from './segments.js';

/** One condition of a list request. */
export interface Filter<T> {
  /** Tells two filters apart; equal keys must mean equal tests. */
  readonly key: string;
  test(record: T): boolean;
  /** What is known of the untouched rows without looking at each: all pass, or none does. */
  readonly base?: 'all' | 'none';
  /** The only ids that can pass. */
  readonly candidates?: readonly number[];
}

/** Passes records whose value is one of these; nothing when no list was given. */
export function oneOf<T>(key: string, ids: readonly number[] | undefined, value: (record: T) => unknown): Filter<T>[] {
  if (ids === undefined) return [];
  const wanted = new Set<unknown>(ids);
  return [{ key: `${key}=${ids.join(',')}`, test: (record) => wanted.has(value(record)) }];
}

/** A column to sort by, ties broken by id. */
export interface Sort<T> {
  readonly column: string;
  readonly descending: boolean;
  value(record: T): number | string | undefined;
}

export interface Query<T> {
  readonly filters: readonly Filter<T>[];
  readonly sort: Sort<T>;
  /** The part of the base that the list draws from; all of it when left out. */
  readonly range?: IdRange;
}

/** Results that are kept: pages of one crawl repeat the same query. */
const KEPT_RESULTS = 16;

function keep<K, V>(map: Map<K, V>, key: K, value: V): V {
  if (map.size >= KEPT_RESULTS) map.clear();
  map.set(key, value);
  return value;
}

function compare(a: number | string | undefined, b: number | string | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return -1;
  if (b === undefined) return 1;
  return a < b ? -1 : 1;
}

/** Answers list requests over a collection: which ids, in which order, at which rank. */
export class Selector<T extends Stamped> {
  readonly #base = new Map<string, SortedIds>();
  readonly #results = new Map<string, SortedIds>();
  #version = -1;

  constructor(private readonly collection: Collection<T>) {}

  /** The ids that pass, in the order asked for. Valid until the collection changes. */
  select(query: Query<T>): SortedIds {
    this.collection.settle();
    if (this.#version !== this.collection.version) {
      this.#results.clear();
      this.#version = this.collection.version;
    }
    const range = query.range ?? this.collection.base;
    const filterKey = `${range.first}+${range.count}|${query.filters.map((filter) => filter.key).join('&')}`;
    const key = `${filterKey}|${query.sort.column}|${String(query.sort.descending)}`;
    const known = this.#results.get(key);
    if (known !== undefined) return known;
    const ascending = this.#matching(query.filters, range, filterKey);
    const sorted = query.sort.column === 'id' ? ascending : this.#sorted(ascending, query.sort);
    const { length } = sorted;
    const ordered = query.sort.descending ? { length, at: (rank: number) => sorted.at(length - 1 - rank) } : sorted;
    return keep(this.#results, key, ordered);
  }

  #matching(filters: readonly Filter<T>[], range: IdRange, key: string): SortedIds {
    const passes = (record: T): boolean => filters.every((filter) => filter.test(record));
    const base = this.#base.get(key) ?? keep(this.#base, key, this.#baseMatching(filters, range, passes));
    const removed: number[] = [];
    const added: number[] = [];
    for (const id of this.collection.changedIds()) {
      const record = this.collection.read(id);
      const rank = lowerBound(base, id);
      const listed = rank < base.length && base.at(rank) === id;
      const wanted = record !== undefined && passes(record);
      if (listed && !wanted) removed.push(id);
      if (!listed && wanted) added.push(id);
    }
    return difference(base, removed, added);
  }

  #baseMatching(filters: readonly Filter<T>[], range: IdRange, passes: (record: T) => boolean): SortedIds {
    const { first, count } = range;
    if (filters.some((filter) => filter.base === 'none')) return { length: 0, at: () => Number.NaN };
    if (filters.every((filter) => filter.base === 'all')) return { length: count, at: (rank) => first + rank };
    const candidates = filters.find((filter) => filter.candidates !== undefined)?.candidates;
    const ids: number[] = [];
    if (candidates === undefined) {
      const small = count <= 4096;
      for (let id = first; id < first + count; id++) if (passes(this.collection.baseRecord(id, small))) ids.push(id);
    } else {
      for (const id of [...new Set(candidates)].sort((a, b) => a - b)) {
        if (id >= first && id < first + count && passes(this.collection.baseRecord(id))) ids.push(id);
      }
    }
    const packed = Float64Array.from(ids);
    return { length: packed.length, at: (rank) => packed[rank] ?? Number.NaN };
  }

  /** Sorts by a column: as many steps as there are rows, and again after each change. Only order by id is cheap. */
  #sorted(ids: SortedIds, sort: Sort<T>): SortedIds {
    const rows: { id: number; value: number | string | undefined }[] = [];
    for (let rank = 0; rank < ids.length; rank++) {
      const record = this.collection.read(ids.at(rank));
      if (record !== undefined) rows.push({ id: record.id, value: sort.value(record) });
    }
    rows.sort((a, b) => compare(a.value, b.value) || a.id - b.id);
    const packed = Float64Array.from(rows, (row) => row.id);
    return { length: packed.length, at: (rank) => packed[rank] ?? Number.NaN };
  }
}
