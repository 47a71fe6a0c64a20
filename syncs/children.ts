import { z } from 'zod';

import { shiftDate } from '../halo/values/dates.js';
import type { HaloRow } from '../halo/values/rows.js';
import { readServerTime } from '../halo/lists/server-time.js';
import { described } from '../records/described.js';
import type { ChildSource, RowMapper, RowSelection } from '../records/contract.js';
import type { SyncContext } from './context.js';
import { SyncRun } from './run.js';
import { requireSight } from './deleting/blindness.js';
import { isCacheEmpty } from './deleting/cache.js';
import { ChildCache } from './deleting/child-cache.js';
import { forEachDeleted } from './deleting/deletions.js';
import { PagedSync } from './execution.js';
import type { Pass } from './reading/pass.js';
import { isUnderWay, noProgress, progressFields } from './reading/progress.js';
import { cacheFields, nothingCounted } from './deleting/surplus.js';
import { isSweepDue, noSweep, runnerTime, sweepFields } from './deleting/sweep.js';

/** State of a sync of children: flat, 14 of the 16 fields that the platform allows, and under 300 bytes. */
export const ChildrenCheckpoint = z.object({
  selection: described(z.string(), 'Fingerprint of what the sync selects and how it maps.'),
  since: described(z.string(), "Watermark: the server's time at the start of the last complete pass."),
  from: described(z.string(), 'The day since which the parents changed whose children the cache may hold.'),
  ...sweepFields,
  ...cacheFields,
  ...progressFields,
});

export type ChildrenState = z.output<typeof ChildrenCheckpoint>;

/** Days that the first run reaches back. */
const defaultDays = 30;

/**
 * Reads the children of parents whose children moved, a request a parent: the cost is bounded by the parents that
 * changed, never by those that exist. The first run begins some days back. Parents are followed as `changes` follows
 * them; a child is deleted after Halo confirms it for that very id, or for its parent.
 */
export async function syncChildren(
  source: ChildSource,
  nango: SyncContext,
  checkpoint: ChildrenState | null,
): Promise<void> {
  const run = await SyncRun.start(nango, source);
  await run.execute(async () => {
    const selection = source.select(run.settings);
    const cache = new ChildCache(run, source, selection);
    await new ChildrenSync(run, selection, await startState(run, checkpoint), cache).proceed();
  });
}

async function startState(run: SyncRun, checkpoint: ChildrenState | null): Promise<ChildrenState> {
  // A checkpoint of an earlier version lacks fields.
  if (checkpoint?.selection === run.fingerprint) return { ...nothingCounted, ...checkpoint };
  const now = await readServerTime(run.client, run.source.list, undefined);
  const reach = now === '' ? '' : shiftDate(now, -reachOf(run));
  // With another selection, or other fields, than before: all children that the cache may hold are read again.
  const from = dayOf(earlier(checkpoint?.from, reach));
  const since = from === '' ? '' : `${from}T00:00:00.000Z`;
  return { selection: run.fingerprint, since, from, ...noSweep, ...nothingCounted, ...noProgress };
}

/** The day of an ISO date: earlier than the date by less than a day, and short enough for the checkpoint. */
function dayOf(date: string): string {
  return date.slice(0, 10);
}

/** The earlier of two ISO dates; of one alone, that one. */
function earlier(date: string | undefined, other: string): string {
  return date === undefined || date === '' || (other !== '' && other < date) ? other : date;
}

/** How far the first run, and every sweep, reaches back, in milliseconds. */
function reachOf({ settings }: SyncRun): number {
  return (settings.actions_days ?? defaultDays) * 24 * 3_600_000;
}

class ChildrenSync extends PagedSync<ChildrenState> {
  readonly #cache: ChildCache;
  #isSilent = true;

  constructor(run: SyncRun, selection: RowSelection, state: ChildrenState, cache: ChildCache) {
    super(run, selection, state);
    this.#cache = cache;
  }

  override async proceed(): Promise<void> {
    if (this.state.since === '') return; // An empty tenant behind a gateway that strips dates.
    // A pass that an earlier execution began says nothing about what changed since it began.
    if (this.state.reaching) await this.#reachBack();
    else if (isUnderWay(this.state)) await this.#follow();
    await this.#follow();
    // If nothing changed, all children that an interrupted execution saved may be deleted by now.
    if (this.#isSilent ? await isCacheEmpty(this.run) : !isSweepDue(this.state)) return;
    const reach = shiftDate(this.state.since, -reachOf(this.run));
    await this.save({ from: dayOf(earlier(this.state.from, reach)) });
    const { isJudged, held } = await this.#cache.sweep(reach, this.state.held);
    // A sweep that did not judge stays due: the next run repeats it.
    const isReaching = isJudged && !this.#isSilent;
    await this.save({ held, reaching: isReaching });
    if (isReaching) await this.#reachBack();
  }

  /** As that of `changes`: the second half of a sweep. */
  async #reachBack(): Promise<void> {
    // Those too whose children do not seem to have moved: an entry that is dated back leaves the date of the last one.
    if (this.state.swept !== '') await this.#readChanged(this.state.swept, '');
    await this.save({ swept: this.state.since, swept_at: runnerTime(), reaching: false, ...noProgress });
  }

  /** @param since only children that moved since then are read; those of all these parents where it is empty */
  async #readChanged(watermark: string, since?: string): Promise<{ pass: Pass; changedSince: string }> {
    const changedSince = shiftDate(watermark, -this.overlap);
    // Until the first sweep, what the cache holds may be what another selection, or other fields, made of the children.
    const movedSince = since ?? (this.state.swept === '' ? '' : changedSince);
    const map = (rows: readonly HaloRow[]) => this.#cache.refresh(rows, movedSince);
    // A row costs a request at least: what was read is not to be read again because the execution ends within a page.
    const mapper: RowMapper = { params: {}, rowsAtOnce: 1, map };
    const { pass } = await this.read({ ...this.selection, changedSince }, mapper);
    return { pass, changedSince };
  }

  async #follow(): Promise<void> {
    const { pass, changedSince } = await this.#readChanged(this.state.since);
    await forEachDeleted(this.run, this.selection, pass.seen, changedSince, (ids) => this.#cache.forget(ids));
    const { started } = pass.progress;
    // Nothing at all before the first sweep: the window that reaches far back is kept until it shows something.
    const isEmpty = pass.seen.size === 0 && pass.resumedAt === 0;
    if (this.state.swept === '' && isEmpty) {
      await requireSight(this.run);
      return this.save({ ...noProgress });
    }
    this.#isSilent = false;
    await this.save({ since: started > this.state.since ? started : this.state.since, ...noProgress });
  }
}
