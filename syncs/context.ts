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
  /**
   * Records of the model in the platform's cache after `cursor`, in the order in which they changed, deleted ones
   * included (`_nango_metadata.deleted_at`). Some servers give a page and no more (nango-platform.md §15), so it is
   * called by `readCache` only, which asks on.
   */
  listRecords(model: string, options?: { cursor?: string }): AsyncGenerator<object>;
  saveCheckpoint(checkpoint: Checkpoint): Promise<void> | void;
}
