import { z } from 'zod';

import { described } from '../../records/described.js';
import type { RowSelection } from '../../records/contract.js';
import { IdSet } from '../reading/id-set.js';
import type { Run } from '../run.js';
import { readCachedIds, type CachedIds } from './cache.js';
import { guardShrinkage } from './shrinkage.js';

/** What a checkpoint remembers of the cache. */
export const cacheFields = {
  held: described(z.number(), 'How many records the cache holds at least; -1 when that is not known.'),
};

export const nothingCounted = { held: -1 };

/** What the cache is compared with. */
export interface Comparison {
  run: Run;
  selection: RowSelection;
  /** What the cache holds, where it was read already. */
  cached?: CachedIds;
  /** What exists in Halo. */
  living: Pick<IdSet, 'has'>;
  /** What this execution saved because it is selected. */
  kept: IdSet;
  /** How many records the reading of the cache must show at least; -1 when that is not known. */
  held: number;
  /** Deletes those of the ids, which do not live, that are really gone. */
  deleteGone(ids: readonly number[]): Promise<void>;
}

/** How a comparison ended. */
export interface Compared {
  /** False if the cache was not accepted; then nothing was deleted, and it has to be compared again. */
  isJudged: boolean;
  /** How many records the cache holds at least after it. */
  held: number;
}

/**
 * Reports as deleted what the cache holds beyond what exists and is selected. Every deletion is of an id that was read
 * from the cache and counted by the guard, and by nothing else: the platform's own deletion windows delete in the store
 * whatever was not saved, however much of it the function has seen.
 *
 * @throws ImplausibleShrinkageError when too much is to go at once, for whatever reason
 */
export async function deleteSurplus(comparison: Comparison): Promise<Compared> {
  const { run, selection, living, kept } = comparison;
  const cached = comparison.cached ?? (await readCachedIds(run, selection));
  const isDeselected = (id: number): boolean => cached.deselected.has(id) && !kept.has(id);
  const shown = cached.list.length;
  if (!(await isPlausible(run, shown, comparison.held)) || !run.mayDelete()) return { isJudged: false, held: shown };
  const gone = cached.list.filter((id) => !living.has(id));
  const deselected = cached.list.filter((id) => living.has(id) && isDeselected(id));
  guardShrinkage(run, shown, gone.length + deselected.length);
  await run.delete(deselected);
  await comparison.deleteGone(gone);
  const left = IdSet.of(cached.list.filter((id) => living.has(id) && !isDeselected(id)));
  for (const id of kept) if (living.has(id)) left.add(id);
  return { isJudged: true, held: left.size };
}

/**
 * Whether a reading of the cache shows as many records as are known to be there. One that shows fewer is no ground for a
 * deletion, because it does not show how much was deleted: a replica may be delayed. It is an expectation and not an error,
 * because a cache may also have lost records, as when a database was restored: the next reading is believed if it shows
 * no fewer than this one did.
 */
export async function isPlausible(run: Run, shown: number, known: number): Promise<boolean> {
  if (shown >= known) return true;
  await run.nango.log(
    `Nango shows ${shown} records of ${run.source.model} although it holds ${known} or more. Nothing is deleted because of the missing records; the next comparison decides.`,
    { level: 'warn' },
  );
  return false;
}
