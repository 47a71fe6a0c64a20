import { z } from 'zod';

import { shiftDate } from '../halo/values/dates.js';
import type { HaloRow } from '../halo/values/rows.js';
import { readServerTime } from '../halo/lists/server-time.js';
import { described } from '../records/described.js';
import type { ChildSource, RowMapper } from '../records/contract.js';
import type { SyncContext } from './context.js';
import { PagedRun } from './run.js';
import { requireSight } from './deleting/blindness.js';
import { isCacheEmpty } from './deleting/cache.js';
import { ChildCache } from './deleting/child-cache.js';
import { forEachDeleted } from './deleting/deletions.js';
import { Execution } from './execution.js';
import { isUnderWay, lengthFields, noProgress, nothingMeasured, progressFields } from './reading/progress.js';
import { cacheFields, nothingCounted } from './deleting/surplus.js';
import { isSweepDue, noSweep, sweepFields } from './deleting/sweep.js';
import { earlier, later, reachBack, windowSince, type ChangedPass } from './watermark.js';

/** State of a sync of children: flat, 15 of the 16 fields that the platform allows, and under 300 bytes. */
export const ChildrenCheckpoint = z.object({
  selection: described(z.string(), 'Fingerprint of what the sync selects and how it maps.'),
  since: described(z.string(), "Watermark: the server's time at the start of the last complete pass."),
  from: described(z.string(), 'The day since which the parents changed whose children the cache may hold.'),
  ...sweepFields,
  ...cacheFields,
  ...progressFields,
  ...lengthFields,
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
  const run = await PagedRun.start(nango, source);
  await run.execute(async () => {
    const selection = source.select(run.settings);
    const cache = new ChildCache(run, source, selection);
    const execution = new Execution({ run, selection, state: await startState(run, checkpoint) });
    await proceed({ execution, cache });
  });
}

async function startState(run: PagedRun, checkpoint: ChildrenState | null): Promise<ChildrenState> {
  // A checkpoint of an earlier version lacks fields.
  if (checkpoint?.selection === run.fingerprint) return { ...nothingCounted, ...nothingMeasured, ...checkpoint };
  const now = await readServerTime(run.client, run.source.list, undefined);
  const reach = now === '' ? '' : shiftDate(now, -reachOf(run));
  // With another selection, or other fields, than before: all children that the cache may hold are read again.
  const from = dayOf(earlierOf(checkpoint?.from, reach));
  const since = from === '' ? '' : `${from}T00:00:00.000Z`;
  return { selection: run.fingerprint, since, from, ...noSweep, ...nothingCounted, ...nothingMeasured, ...noProgress };
}

/** The day of an ISO date: earlier than the date by less than a day, and short enough for the checkpoint. */
function dayOf(date: string): string {
  return date.slice(0, 10);
}

/** The earlier of two ISO dates; of one alone, that one. */
function earlierOf(date: string | undefined, other: string): string {
  if (date === undefined || date === '') return other;
  return other === '' ? date : earlier(date, other);
}

/** How far the first run, and every sweep, reaches back, in milliseconds. */
function reachOf({ settings }: PagedRun): number {
  return (settings.actions_days ?? defaultDays) * 24 * 3_600_000;
}

/** What the phases of an execution share. */
export interface Children {
  readonly execution: Execution<ChildrenState>;
  readonly cache: ChildCache;
}

/** Does what is due: the children of the parents that changed, and a sweep once a day. */
export async function proceed(children: Children): Promise<void> {
  const { execution, cache } = children;
  if (execution.state.since === '') return forgetAll(children);
  // A pass that an earlier execution began says nothing about what changed since it began.
  let isSilent = true;
  if (execution.state.reaching) await reachBackAll(children);
  else if (isUnderWay(execution.state)) isSilent = !(await follow(children));
  if (await follow(children)) isSilent = false;
  // If nothing changed, all children that an interrupted execution saved may be deleted by now.
  if (isSilent ? await isCacheEmpty(execution.run) : !isSweepDue(execution.state)) return;
  const reach = shiftDate(execution.state.since, -reachOf(execution.run));
  await execution.save({ from: dayOf(earlierOf(execution.state.from, reach)) });
  const { isJudged, held } = await cache.sweep(reach, execution.state.held);
  // A sweep that did not judge stays due: the next run repeats it.
  const reaching = isJudged && !isSilent;
  await execution.save({ held, reaching });
  if (reaching) await reachBackAll(children);
}

/**
 * An empty tenant behind a gateway that strips dates: there is no time to begin at. All children that an interrupted
 * execution saved, or one before a reset, may be deleted by now.
 */
async function forgetAll({ execution, cache }: Children): Promise<void> {
  if (await isCacheEmpty(execution.run)) return;
  await requireSight(execution.run);
  const { held } = await cache.sweep(undefined, execution.state.held);
  await execution.save({ held });
}

/** The children of these parents too that do not seem to have moved: an entry that is dated back leaves the date of the last one. */
function reachBackAll(children: Children): Promise<void> {
  return reachBack(children.execution, (watermark) => readChanged(children, watermark, ''));
}

/** @param since only children that moved since then are read; those of all these parents where it is empty */
async function readChanged({ execution, cache }: Children, watermark: string, since?: string): Promise<ChangedPass> {
  const changedSince = windowSince(execution, watermark);
  // Until the first sweep, what the cache holds may be what another selection, or other fields, made of the children.
  const movedSince = since ?? (execution.state.swept === '' ? '' : changedSince);
  const map = (rows: readonly HaloRow[]) => cache.refresh(rows, movedSince);
  // A row costs a request at least: what was read is not to be read again because the execution ends within a page.
  const mapper: RowMapper = { params: {}, rowsAtOnce: 1, map };
  const { pass } = await execution.read({ ...execution.selection, changedSince }, mapper);
  return { pass, changedSince };
}

/** Reads the children of what changed since the watermark. @returns false when nothing has ever changed so far */
export async function follow(children: Children): Promise<boolean> {
  const { execution, cache } = children;
  const { run, selection } = execution;
  const { pass, changedSince } = await readChanged(children, execution.state.since);
  await forEachDeleted(run, selection, pass.seen, changedSince, (ids) => cache.forget(ids));
  // Nothing at all before the first sweep: the window that reaches far back is kept until it shows something.
  const isEmpty = pass.seen.size === 0 && pass.resumedAt === 0;
  if (execution.state.swept === '' && isEmpty) {
    await requireSight(run);
    await execution.save({ ...noProgress });
    return false;
  }
  await execution.save({ since: later(execution.state.since, pass.progress.started), ...noProgress });
  return true;
}
