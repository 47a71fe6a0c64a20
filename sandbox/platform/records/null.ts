import type { RecordPage, RecordStore, WriteSummary } from './types.js';

/** Keeps nothing and counts what it was given: the floor for measurements. */
export class NullRecordStore implements RecordStore {
  saved = 0;
  deleted = 0;

  upsert(
    _scope: unknown,
    records: unknown[],
    { softDelete = false }: { softDelete?: boolean } = {},
  ): Promise<WriteSummary> {
    if (softDelete) this.deleted += records.length;
    else this.saved += records.length;
    return Promise.resolve(nothing());
  }
  update(_scope: unknown, records: unknown[]): Promise<WriteSummary> {
    this.saved += records.length;
    return Promise.resolve(nothing());
  }
  deleteOutdated(): Promise<string[]> {
    return Promise.resolve([]);
  }
  list(): Promise<RecordPage> {
    return Promise.resolve({ records: [], next_cursor: null });
  }
  clear(): Promise<number> {
    return Promise.resolve(0);
  }
  clearConnection(): Promise<void> {
    return Promise.resolve();
  }
  counts(): Promise<Record<string, number>> {
    return Promise.resolve({});
  }
  close(): Promise<void> {
    return Promise.resolve();
  }
}

const nothing = (): WriteSummary => ({
  added: [],
  updated: [],
  deleted: [],
  unchanged: [],
  duplicates: [],
});
