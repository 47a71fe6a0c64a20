/** A record as a function hands it over: anything that JSON can carry, with an `id` that is unique in its model. */
export type RecordData = Record<string, unknown>;

/** What one set of records belongs to. `model` includes the variant (`Ticket::base2`) when it is not `base`. */
export interface RecordScope {
  /** Number of the connection in this platform, not its public id. */
  connection: number;
  model: string;
}

export type LastAction = 'ADDED' | 'UPDATED' | 'DELETED';

/** A record as consumers and functions read it back. Times are ISO 8601 with microseconds and `+00:00`. */
export interface ReturnedRecord extends RecordData {
  id: string;
  _nango_metadata: {
    first_seen_at: string;
    last_modified_at: string;
    last_action: LastAction;
    deleted_at: string | null;
    pruned_at: string | null;
    cursor: string;
  };
}

export interface WriteOptions {
  /** The sync job that writes. A deletion window that began at job n keeps everything written by jobs >= n. */
  job: number;
  /** Marks the records as deleted instead. Their payload becomes the one given. */
  softDelete?: boolean;
}

/** What a write did, by record id. `deleted` counts only rows that were alive before. */
export interface WriteSummary {
  added: string[];
  updated: string[];
  deleted: string[];
  unchanged: string[];
  /** Ids given more than once in one call: the first is kept, the others are ignored. */
  duplicates: string[];
}

export interface RecordQuery {
  cursor?: string | undefined;
  ids?: string[] | undefined;
  /** Milliseconds since 1970; records modified at that moment or later. */
  modifiedAfter?: number | undefined;
  /** Only records with one of these last actions. */
  actions?: readonly LastAction[] | undefined;
  /** 1 to 10,000; 100 when absent. */
  limit?: number | undefined;
}

export interface RecordPage {
  records: ReturnedRecord[];
  next_cursor: string | null;
}

/** A cursor that this store did not write. */
export class InvalidCursorError extends Error {
  readonly code = 'invalid_cursor_value';
  constructor() {
    super('invalid_cursor_value');
  }
}

/** A record without a usable id: the real platform fails the whole batch too. */
export class InvalidRecordError extends Error {
  readonly code = 'invalid_record';
}

/** A batch larger than what the record service takes in one request. */
export class BatchTooLargeError extends Error {
  readonly code = 'request_too_large';
}

/**
 * The record cache. Two implementations, one contract (tests/sandbox/platform/records): PGlite for what must be kept,
 * plain maps for tests and benchmarks that run thousands of syncs.
 */
export interface RecordStore {
  upsert(scope: RecordScope, records: RecordData[], options: WriteOptions): Promise<WriteSummary>;
  /**
   * Merges fields into living records; ids that are unknown or deleted are ignored. This is `nango.batchUpdate`, which no
   * function of this package calls; functions that are tried here beside them may.
   */
  update(scope: RecordScope, records: RecordData[], options: WriteOptions): Promise<WriteSummary>;
  /** Soft-deletes every living record that no job >= `generation` has written. Returns their ids. */
  deleteOutdated(scope: RecordScope, generation: number): Promise<string[]>;
  /** @throws InvalidCursorError */
  list(scope: RecordScope, query?: RecordQuery): Promise<RecordPage>;
  /** Removes every record of the scope permanently. Returns how many there were. */
  clear(scope: RecordScope): Promise<number>;
  clearConnection(connection: number): Promise<void>;
  /** Living records by model. */
  counts(connection: number): Promise<Record<string, number>>;
  close(): Promise<void>;
}
