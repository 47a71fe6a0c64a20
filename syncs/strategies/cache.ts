import { isRow, toId } from '../../halo/rows.js';
import type { SyncRun } from '../source.js';
import { IdSet } from './id-set.js';

/** The ids of the living records in the platform's cache. */
export interface CachedIds {
  set: IdSet;
  list: number[];
}

/** Reads the ids of all living records of the run's model from the platform's cache; no request to Halo. */
export async function readCachedIds({ nango, source }: SyncRun): Promise<CachedIds> {
  const set = new IdSet();
  const list: number[] = [];
  for await (const record of nango.listRecords(source.model)) {
    const id = livingId(record);
    if (id !== undefined && set.add(id)) list.push(id);
  }
  return { set, list };
}

/** Whether the cache holds no living record of the run's model. */
export async function isCacheEmpty({ nango, source }: SyncRun): Promise<boolean> {
  for await (const record of nango.listRecords(source.model)) {
    if (livingId(record) !== undefined) return false;
  }
  return true;
}

/** Those of the ids under which the cache holds a living record. */
export async function filterCached({ nango, source }: SyncRun, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return [];
  const records = await nango.getRecordsByIds(ids.map(String), source.model);
  return [...records.values()].flatMap((record) => livingId(record) ?? []);
}

/** Marks records as deleted. Only ids that the cache holds may be given: the platform would make up others. */
export async function deleteRecords({ nango, source }: SyncRun, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await nango.batchDelete(
    ids.map((id) => ({ id: String(id) })),
    source.model,
  );
}

function livingId(record: object): number | undefined {
  if (!isRow(record)) return undefined;
  const metadata = record['_nango_metadata'];
  const isDeleted = isRow(metadata) && (metadata['deleted_at'] ?? null) !== null;
  return isDeleted ? undefined : toId(record['id']);
}
