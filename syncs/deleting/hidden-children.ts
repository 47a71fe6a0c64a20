import type { ChildSource, SavedRecord } from '../../records/contract.js';
import type { PagedRun } from '../run.js';
import { later } from '../watermark.js';
import { childOf, idsOf } from './cached-children.js';

/** Ids that a list leaves out, and that are read by themselves each time their parent moves: a request each. */
const atOnce = 100;

/**
 * Reads what the list leaves out before the newest child that it shows, such as private notes: each id since the newest
 * that the cache holds, once, because ids that are gone are never asked about again. Where many children are no records,
 * the cache does not show which of the ids were asked about, and one of them may have become a record: each is asked about.
 *
 * @param hiddenFrom the lowest child that may be left out
 * @param shown the ids that the list shows
 * @param cached the ids that the cache holds
 */
export async function readGaps(
  run: PagedRun,
  source: ChildSource,
  { parent, hiddenFrom, shown, cached }: GapsRequest,
): Promise<SavedRecord[]> {
  const known = new Set(cached);
  const asked = source.numbering === 'dense' ? cached.map(childOf) : [];
  const first = Math.max(hiddenFrom, ...asked.map((child) => child + 1));
  const gaps = idsOf(parent, first, Math.max(...[...shown].map(childOf)) - 1).filter(
    (id) => !shown.has(id) && !known.has(id),
  );
  const records: SavedRecord[] = [];
  for (const id of gaps.slice(-atOnce)) {
    const record = await source.readChild(run, parent, childOf(id));
    if (record !== undefined) records.push(record);
  }
  if (gaps.length > atOnce) {
    const { list, model } = source;
    const message = `${list.name} ${parent}: of ${gaps.length} ids that its list leaves out the newest ${atOnce} were read. Records of ${model} may be missing among the others.`;
    await run.nango.log(message, { level: 'warn' });
  }
  return records;
}

/**
 * Reads what is newer than anything that the list shows, such as a private note that nothing has followed yet: no gap tells
 * of it, but the parent's row says that its children moved later than the newest known one was made. Ids are asked for one by
 * one until that moment is reached, or Halo has none: a request each, and one more where something else has moved.
 *
 * @param moved when the parent's children moved last, ISO 8601; empty when that is not known
 * @param listed the children that are known to exist
 * @param cached the ids that the cache holds
 */
export async function readNewer(
  run: PagedRun,
  source: ChildSource,
  { parent, moved, listed, cached }: NewerRequest,
): Promise<SavedRecord[]> {
  const { madeField } = source;
  if (madeField === undefined || listed.length === 0) return [];
  const madeAt = (record: SavedRecord): string => {
    const { [madeField]: made }: Record<string, unknown> = { ...record };
    return typeof made === 'string' ? made : '';
  };
  const records: SavedRecord[] = [];
  let newest = listed.map(madeAt).reduce((date, other) => later(date, other));
  let child = Math.max(...listed.map(({ id }) => childOf(id)), ...cached.map(childOf));
  while (newest < moved && records.length < atOnce) {
    child += 1;
    const record = await source.readChild(run, parent, child);
    if (record === undefined) break;
    records.push(record);
    newest = later(newest, madeAt(record));
  }
  return records;
}

interface GapsRequest {
  parent: number;
  hiddenFrom: number;
  shown: ReadonlySet<string>;
  cached: readonly string[];
}

interface NewerRequest {
  parent: number;
  moved: string;
  listed: readonly SavedRecord[];
  cached: readonly string[];
}
