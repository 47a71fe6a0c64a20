import { z } from 'zod';

import { doShared, type Platform } from './shared.js';
import type { Step } from './step.js';

const CachedRecord = z.object({
  id: z.string(),
  _nango_metadata: z.object({ deleted_at: z.string().nullable(), cursor: z.string() }),
});
type CachedRecord = z.output<typeof CachedRecord>;

/** What syncs can do beyond that, as far as the probes use it. */
export interface Cache extends Platform {
  batchSave(records: object[], model: string): boolean | Promise<boolean>;
  batchDelete(records: object[], model: string): boolean | Promise<boolean>;
  listRecords(model: string, options?: { cursor?: string }): AsyncGenerator<object>;
  getRecordsByIds(ids: string[], model: string): Map<string, object> | Promise<Map<string, object>>;
  trackDeletesStart(model: string): void | Promise<void>;
  trackDeletesEnd(model: string): { deletedKeys: string[] } | Promise<{ deletedKeys: string[] }>;
}

const model = 'Item';

const toRecords = (records: [string, unknown][][]): object[] => records.map((pairs) => Object.fromEntries(pairs));
const deletedOf = (records: CachedRecord[]): number =>
  records.filter(({ _nango_metadata: { deleted_at } }) => deleted_at !== null).length;

/** Does a step that only syncs can do, or any other. */
export async function doCached(cache: Cache, step: Step): Promise<unknown> {
  switch (step.do) {
    case 'save':
      return cache.batchSave(toRecords(step.records), model);
    case 'saveMany':
      return cache.batchSave(
        Array.from({ length: step.count }, (_, index) => ({ id: String(index + 1) })),
        model,
      );
    case 'saveNul':
      return cache.batchSave([{ id: step.id, text: 'a\u0000b' }], model);
    case 'saveElsewhere':
      return cache.batchSave([{ id: '1' }], step.model);
    case 'delete':
      return cache.batchDelete(toRecords(step.records), model);
    case 'list':
      return list(cache);
    case 'byIds': {
      const found = [...(await cache.getRecordsByIds(step.ids, model))];
      return {
        ids: found.map(([id]) => id),
        deleted: deletedOf(found.map(([, record]) => CachedRecord.parse(record))),
      };
    }
    case 'openWindow':
      return cache.trackDeletesStart(model);
    case 'closeWindow':
      return (await cache.trackDeletesEnd(model)).deletedKeys;
    default:
      return doShared(cache, step);
  }
}

/** Lists the records once, and once more from the last one seen. */
async function list(cache: Cache): Promise<object> {
  const first = await collect(cache.listRecords(model));
  const cursor = first.at(-1)?._nango_metadata.cursor;
  const next = cursor === undefined ? [] : await collect(cache.listRecords(model, { cursor }));
  const seen = new Set(first.map(({ id }) => id));
  return {
    first: first.length,
    deleted: deletedOf(first),
    next: next.length,
    seenAgain: next.filter(({ id }) => seen.has(id)).length,
  };
}

async function collect(records: AsyncGenerator<object>): Promise<CachedRecord[]> {
  const all = [];
  for await (const record of records) all.push(CachedRecord.parse(record));
  return all;
}
