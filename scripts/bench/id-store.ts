import { NullRecordStore } from '../../sandbox/platform/records/null.js';
import type {
  RecordData,
  RecordPage,
  RecordQuery,
  RecordScope,
  ReturnedRecord,
  WriteOptions,
  WriteSummary,
} from '../../sandbox/platform/records/types.js';

const defaultLimit = 10_000;

/**
 * Remembers which records live and nothing else of them: enough for a sync to compare the cache with the tenant, and
 * small enough for a million records. For one connection and one model.
 */
export class IdRecordStore extends NullRecordStore {
  /** The job that wrote each living record last. */
  readonly #jobs = new Map<string, number>();

  override upsert(
    scope: RecordScope,
    records: RecordData[],
    options: Partial<WriteOptions> = {},
  ): Promise<WriteSummary> {
    for (const { id } of records) {
      if (options.softDelete === true) this.#jobs.delete(String(id));
      else this.#jobs.set(String(id), options.job ?? 0);
    }
    return super.upsert(scope, records, options);
  }

  override deleteOutdated(_scope?: RecordScope, generation = 0): Promise<string[]> {
    const outdated = [...this.#jobs].flatMap(([id, job]) => (job < generation ? [id] : []));
    for (const id of outdated) this.#jobs.delete(id);
    return Promise.resolve(outdated);
  }

  override list(_scope?: RecordScope, { ids, cursor, limit = defaultLimit }: RecordQuery = {}): Promise<RecordPage> {
    if (ids) {
      const records = ids.filter((id) => this.#jobs.has(id)).map((id) => living(id, ''));
      return Promise.resolve({ records, next_cursor: null });
    }
    // Ids are only read through while nothing is written, so a rank is as good a cursor as any.
    const start = Number(cursor ?? 0);
    const all = [...this.#jobs.keys()];
    const next = start + limit < all.length ? String(start + limit) : null;
    const records = all.slice(start, start + limit).map((id, index) => living(id, String(start + index + 1)));
    return Promise.resolve({ records, next_cursor: next });
  }
}

/** @param cursor from which the records after this one are listed */
function living(id: string, cursor: string): ReturnedRecord {
  const at = '2026-01-01T00:00:00.000000+00:00';
  const times = { first_seen_at: at, last_modified_at: at, deleted_at: null, pruned_at: null };
  return { id, _nango_metadata: { ...times, last_action: 'ADDED', cursor } };
}
