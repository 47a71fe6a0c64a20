import type { LastAction, RecordData, RecordScope, ReturnedRecord } from './types.js';

/** What a person who looks through the records asks for: the newest changes first. */
export interface BrowseQuery {
  /** Of the last record of the page before. */
  cursor?: string | undefined;
  /** Text that occurs in the record's JSON, in whatever case. */
  search?: string | undefined;
  /** Only records with one of these last actions. */
  actions?: readonly LastAction[] | undefined;
  /** Most records of one page. */
  limit: number;
  /** The most records that one call examines; a search for a rare word ends there and continues with the next call. */
  scan: number;
}

export interface BrowsePage {
  records: ReturnedRecord[];
  /** Set while there may be more, also when this page is short or empty. */
  next_cursor: string | null;
  /** Records that were looked at. */
  scanned: number;
}

/** A record as it was from one change until the next. */
export interface RecordVersion {
  last_action: LastAction;
  /** ISO 8601 with microseconds, in UTC. */
  modified_at: string;
  record: RecordData;
}

/** What is kept of one model. */
export interface ModelSummary {
  model: string;
  /** Living records. */
  count: number;
  /** Bytes of all payloads as JSON, about. */
  size_bytes: number;
  updated_at: string;
}

/** How a dashboard looks at a record cache, beyond what consumers and functions may ask. */
export interface RecordBrowser {
  /** @throws InvalidCursorError */
  browse(scope: RecordScope, query: BrowseQuery): Promise<BrowsePage>;
  /** Everything that a record has been since it was first saved, the present first. Empty when it is unknown. */
  versions(scope: RecordScope, id: string): Promise<RecordVersion[]>;
  /** The models of a connection, by name. */
  models(connection: number): Promise<ModelSummary[]>;
}
