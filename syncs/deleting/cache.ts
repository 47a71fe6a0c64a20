import { CacheUnreadableError } from './errors.js';
import { idText, numberOf } from '../../halo/lists/row-ids.js';
import { isRow, type HaloRow } from '../../halo/values/rows.js';
import type { RowSelection } from '../../records/contract.js';
import { IdSet } from '../reading/id-set.js';
import type { Run } from '../run.js';

/** The existing records in the platform's cache, by the numbers of their rows (`numberOf`). */
export interface CachedIds {
  set: IdSet;
  list: number[];
  /** Those whose own fields say that the settings do not select them any more. */
  deselected: IdSet;
}

/** Records between two whose cursors are remembered: a page of the platform, so that one that repeats begins with one. */
const landmarkDistance = 100;

/**
 * Reads all records of the run's model from the platform's cache, deleted ones included; no request to Halo. It asks on
 * from the last record until nothing comes, because `listRecords` ends after a page of 100 on some servers and continues
 * by itself on others (nango-platform.md §15). Everything that looks at the whole cache reads it here. A record that
 * is written in the meantime may come twice, with another cursor.
 *
 * @throws CacheUnreadableError when a page comes again, or a record has no cursor, because the cache was then not read completely
 */
export async function* readCache({ nango, source }: Run): AsyncGenerator<HaloRow, void, void> {
  const landmarks = new Set<string>();
  let cursor: string | undefined;
  for (;;) {
    let count = 0;
    for await (const record of nango.listRecords(source.model, cursor === undefined ? {} : { cursor })) {
      cursor = cursorOf(record);
      if (cursor === undefined) throw new CacheUnreadableError(source.model, 'a record carries no cursor');
      if (landmarks.has(cursor)) throw new CacheUnreadableError(source.model, 'records came a second time');
      if (count % landmarkDistance === 0) landmarks.add(cursor);
      count += 1;
      if (isRow(record)) yield record;
    }
    if (count === 0) return;
  }
}

/** Reads the ids of all existing records of the run's model from the platform's cache. @throws CacheUnreadableError */
export async function readCachedIds(run: Run, { keepsRecord }: RowSelection = { params: {} }): Promise<CachedIds> {
  const set = new IdSet();
  const deselected = new IdSet();
  const list: number[] = [];
  for await (const record of readCache(run)) {
    const id = isLiving(record) ? numberOf(run.source.list, record['id']) : undefined;
    if (id === undefined || !set.add(id)) continue;
    list.push(id);
    // Of an old record the platform may keep no more than the id.
    if (!isPruned(record) && keepsRecord?.(record) === false) deselected.add(id);
  }
  return { set, list, deselected };
}

/** Reads the ids of all existing records, whatever their form. @throws CacheUnreadableError */
export async function readCachedKeys(run: Run): Promise<Set<string>> {
  const keys = new Set<string>();
  for await (const record of readCache(run)) {
    const { id } = record;
    if (isLiving(record) && typeof id === 'string') keys.add(id);
  }
  return keys;
}

/** Whether the cache holds no existing record of the run's model. @throws CacheUnreadableError */
export async function isCacheEmpty(run: Run): Promise<boolean> {
  for await (const record of readCache(run)) {
    if (isLiving(record)) return false;
  }
  return true;
}

/** Those of the ids for which the cache holds an existing record. */
export async function filterCached(run: Run, ids: readonly number[]): Promise<number[]> {
  const { list } = run.source;
  const living = await filterLiving(
    run,
    ids.map((id) => idText(list, id)),
  );
  return living.flatMap((id) => numberOf(list, id) ?? []);
}

/** As `filterCached`, for ids of any form. */
export async function filterLiving({ nango, source }: Run, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const records = await nango.getRecordsByIds(ids, source.model);
  return [...records].flatMap(([id, record]) => (isLiving(record) ? [id] : []));
}

/** The existing records of the cache with these ids, as far as the platform still keeps their fields. */
export async function readCachedRecords({ nango, source }: Run, ids: string[]): Promise<Map<string, HaloRow>> {
  const records = new Map<string, HaloRow>();
  if (ids.length === 0) return records;
  for (const [id, record] of await nango.getRecordsByIds(ids, source.model)) {
    if (isRow(record) && isLiving(record) && !isPruned(record)) records.set(id, record);
  }
  return records;
}

/** True for a record of the cache that was not reported deleted. */
export function isLiving(record: object): boolean {
  return (metadataOf(record)['deleted_at'] ?? null) === null;
}

function isPruned(record: object): boolean {
  return (metadataOf(record)['pruned_at'] ?? null) !== null;
}

function cursorOf(record: object): string | undefined {
  const { cursor } = metadataOf(record);
  return typeof cursor === 'string' ? cursor : undefined;
}

function metadataOf(record: object): HaloRow {
  const metadata = isRow(record) ? record['_nango_metadata'] : undefined;
  return isRow(metadata) ? metadata : {};
}
