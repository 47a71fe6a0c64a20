import type { HaloConnection } from '../halo/transport/connection.js';
import type { SavedRecord } from '../records/contract.js';

/** What a checkpoint may hold: flat, as the platform demands (nango-platform.md §3). */
export type Checkpoint = Record<string, string | number | boolean>;

/**
 * The part of a sync's `nango` object that the strategies use. Structural, so that `NangoSync` of the platform and
 * test doubles fit alike.
 */
export interface SyncContext extends HaloConnection {
  getMetadata(): Promise<unknown>;
  batchSave(records: SavedRecord[], model: string): Promise<boolean> | boolean;
  batchDelete(records: SavedRecord[], model: string): Promise<boolean> | boolean;
  /** The cached records with these ids, deleted ones included (`_nango_metadata.deleted_at`). */
  getRecordsByIds(ids: string[], model: string): Promise<Map<string, object>> | Map<string, object>;
  /** Every record of the model in the platform's cache, deleted ones included (`_nango_metadata.deleted_at`). */
  listRecords(model: string): AsyncGenerator<object>;
  saveCheckpoint(checkpoint: Checkpoint): Promise<void> | void;
  /** Opens a deletion window unless one is open; windows may span executions (anchors.md A7). */
  trackDeletesStart(model: string): Promise<void> | void;
  /** Closes the window: what was not saved since it opened is reported deleted. */
  trackDeletesEnd(model: string): Promise<object> | object;
}
