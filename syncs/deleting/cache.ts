import { isRow, toId } from '../../halo/values/rows.js';
import type { Run } from '../run.js';
import { IdSet } from '../reading/id-set.js';

/** The ids of the living records in the platform's cache. */
export interface CachedIds {
  set: IdSet;
  list: number[];
}

/** Reads the ids of all living records of the run's model from the platform's cache; no request to Halo. */
export async function readCachedIds({ nango, source }: Run): Promise<CachedIds> {
  const set = new IdSet();
  const list: number[] = [];
  for await (const record of nango.listRecords(source.model)) {
    const id = livingId(record);
    if (id !== undefined && set.add(id)) list.push(id);
  }
  return { set, list };
}

/** Whether the cache holds no living record of the run's model. */
export async function isCacheEmpty({ nango, source }: Run): Promise<boolean> {
  for await (const record of nango.listRecords(source.model)) {
    if (isLiving(record)) return false;
  }
  return true;
}

/** Those of the ids under which the cache holds a living record. */
export async function filterCached(run: Run, ids: readonly number[]): Promise<number[]> {
  return (await filterLiving(run, ids.map(String))).map(Number);
}

/** As `filterCached`, for ids of any form. */
export async function filterLiving({ nango, source }: Run, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const records = await nango.getRecordsByIds(ids, source.model);
  return [...records].flatMap(([id, record]) => (isLiving(record) ? [id] : []));
}

/** Marks records as deleted. Only ids that the cache holds may be given: the platform would make up others. */
export async function deleteRecords({ nango, source }: Run, ids: readonly (number | string)[]): Promise<void> {
  if (ids.length === 0) return;
  await nango.batchDelete(
    ids.map((id) => ({ id: String(id) })),
    source.model,
  );
}

/** True for a record of the cache that was not reported deleted. */
export function isLiving(record: object): boolean {
  const metadata = isRow(record) ? record['_nango_metadata'] : undefined;
  return !isRow(metadata) || (metadata['deleted_at'] ?? null) === null;
}

function livingId(record: object): number | undefined {
  return isRow(record) && isLiving(record) ? toId(record['id']) : undefined;
}
