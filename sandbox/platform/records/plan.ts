import type { FormattedRecord } from './format.js';
import type { LastAction } from './types.js';

/** One stored record. Times are microseconds since 1970. */
export interface Row {
  id: string;
  externalId: string;
  hash: string;
  createdAt: number;
  updatedAt: number;
  deletedAt: number | null;
}

export type Outcome = 'inserted' | 'changed' | 'undeleted' | 'deleted' | 'unchanged';

export interface Plan {
  outcome: Outcome;
  /** The row to store; absent when nothing is to be written. */
  row?: Row;
  /** Whether the payload is to be written too. */
  payload?: boolean;
}

export interface PlanContext {
  /** The moment of this write: later than that of every write before it. */
  now: number;
  softDelete: boolean;
}

/** A caller may date a deletion with a `deletedAt` field in the record, as the real formatter allows. */
function deletionTime(record: FormattedRecord, now: number): number {
  const given = record.data['deletedAt'];
  const at = typeof given === 'string' ? Date.parse(given) : Number.NaN;
  return Number.isNaN(at) ? now : at * 1000;
}

/**
 * What saving (or soft-deleting) one record does to its row: the decision that the real server takes in SQL and two
 * triggers, in one place for both stores. `updatedAt` moves only when the payload's hash moves, on a deletion and on a
 * restoration; a restored record counts as new, so its `createdAt` moves too.
 */
export function planUpsert(existing: Row | undefined, record: FormattedRecord, context: PlanContext): Plan {
  const { now, softDelete } = context;
  const deletedAt = softDelete ? deletionTime(record, now) : null;
  const incoming = { id: record.id, externalId: record.externalId, hash: record.hash, deletedAt };
  if (!existing) {
    return { outcome: 'inserted', row: { ...incoming, createdAt: now, updatedAt: now }, payload: true };
  }
  const changed = existing.hash !== record.hash;
  const restored = existing.deletedAt !== null && deletedAt === null;
  if (!changed && existing.deletedAt === deletedAt) return { outcome: 'unchanged' };

  const row: Row = {
    ...incoming,
    createdAt: restored ? now : existing.createdAt,
    updatedAt: restored || changed || softDelete ? now : existing.updatedAt,
  };
  if (restored) return { outcome: 'undeleted', row, payload: changed };
  if (existing.deletedAt === null && deletedAt !== null) return { outcome: 'deleted', row, payload: changed };
  return { outcome: changed ? 'changed' : 'unchanged', row, payload: changed };
}

/**
 * What `batchUpdate` does: only living records whose stored hash differs from the hash of the *partial* payload. The
 * partial payload's hash is what is stored, so the next full save counts as a change: a quirk of the real server.
 */
export function planUpdate(existing: Row | undefined, record: FormattedRecord, context: PlanContext): Plan {
  if (!existing || existing.deletedAt !== null || existing.hash === record.hash) return { outcome: 'unchanged' };
  return { outcome: 'changed', row: { ...existing, hash: record.hash, updatedAt: context.now }, payload: true };
}

export function lastAction(row: Pick<Row, 'createdAt' | 'updatedAt' | 'deletedAt'>): LastAction {
  if (row.deletedAt !== null) return 'DELETED';
  return row.createdAt === row.updatedAt ? 'ADDED' : 'UPDATED';
}
