import { shiftDate } from '../halo/values/dates.js';
import type { PagedState } from './execution.js';
import type { Pass } from './reading/pass.js';
import { noProgress } from './reading/progress.js';
import { runnerTime, type SweepState } from './deleting/sweep.js';

/** The state of a strategy that follows a watermark and sweeps. */
type FollowedState = PagedState & SweepState & { reaching: boolean };

interface FollowingExecution {
  readonly state: FollowedState;
  save(change: Partial<FollowedState>): Promise<void>;
}

/** A pass over changed rows. */
export interface ChangedPass {
  readonly pass: Pass;
  /** Since when it read, ISO 8601. */
  readonly changedSince: string;
}

/** The earlier of two ISO dates. */
export function earlier(date: string, other: string): string {
  return other < date ? other : date;
}

/** The later of two ISO dates. */
export function later(date: string, other: string | undefined): string {
  return other !== undefined && other > date ? other : date;
}

/** Since when a pass over changed rows reads: the watermark less the overlap. */
export function windowSince({ overlap }: { readonly overlap: number }, watermark: string): string {
  return shiftDate(watermark, -overlap);
}

/**
 * The second half of a sweep: what changed since the last one is read again. Rows that were invisible when they
 * changed are older than the watermark when they become visible again. The watermark, which is older than the sweep, stays:
 * the next reach begins there.
 */
export async function reachBack(
  execution: FollowingExecution,
  readChanged: (watermark: string) => Promise<ChangedPass>,
): Promise<void> {
  if (execution.state.swept !== '') await readChanged(execution.state.swept);
  await execution.save({ swept: execution.state.since, swept_at: runnerTime(), reaching: false, ...noProgress });
}
