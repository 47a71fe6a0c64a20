import { z } from 'zod';

import { described } from '../records/described.js';
import type { RecordSource, RowMapper, RowSelection } from '../records/contract.js';
import type { SyncContext } from './context.js';
import { PagedRun } from './run.js';
import { requireSight } from './deleting/blindness.js';
import { isCacheEmpty, readCachedIds } from './deleting/cache.js';
import { reportDeleted } from './deleting/deletions.js';
import { Execution } from './execution.js';
import { fingerprintOf, lackOf, LackNote } from './reading/lack.js';
import { isUnderWay, lengthFields, noProgress, nothingMeasured, progressFields } from './reading/progress.js';
import { cacheFields, nothingCounted } from './deleting/surplus.js';
import { isSweepDue, noSweep, runnerTime, sweep, sweepFields } from './deleting/sweep.js';
import { earlier, later, reachBack, windowSince, type ChangedPass } from './watermark.js';

/** State of a sync that follows changes: flat, 15 of the 16 fields that the platform allows, and under 300 bytes. */
export const ChangesCheckpoint = z.object({
  phase: described(
    z.string(),
    '"first" during a backfill into an empty cache, "backfill" during another one, then "changes".',
  ),
  selection: described(z.string(), 'Fingerprint of what the sync selects and how it maps.'),
  since: described(z.string(), "Watermark: the server's time at the start of the last complete pass."),
  ...sweepFields,
  ...cacheFields,
  ...progressFields,
  ...lengthFields,
});

export type ChangesState = z.output<typeof ChangesCheckpoint>;

/**
 * Follows the changes of a list whose "updated since" filter is proven: first a backfill of everything, then, each run,
 * everything changed since the start of the last complete pass less an overlap. There is no upper bound: a row that is
 * edited while we read stays in the set, so an edit can only duplicate, never hide. The watermark moves only after a
 * complete pass, to the server's time at its start.
 */
export async function syncChanges(
  source: RecordSource,
  nango: SyncContext,
  checkpoint: ChangesState | null,
): Promise<void> {
  const run = await PagedRun.start(nango, source);
  await run.execute(async () => {
    const state = await startState(run, checkpoint);
    const mapper = await source.openMapper(run);
    const selected = source.select(run.settings);
    const selection = (await mapper.narrow?.(selected)) ?? selected;
    await proceed(openChanges(run, selection, state, mapper));
  });
}

async function startState(run: PagedRun, checkpoint: ChangesState | null): Promise<ChangesState> {
  const isSame = checkpoint !== null && fingerprintOf(checkpoint.selection) === run.fingerprint;
  // A checkpoint of an earlier version lacks fields.
  if (isSame && (isFollowing(checkpoint) || isUnderWay(checkpoint)))
    return { ...nothingCounted, ...nothingMeasured, ...checkpoint };
  // A backfill begins. Without a checkpoint the cache may still hold records: after a reset, or a run that ended
  // before its first one. With another selection than before, the sweep finds what is no longer selected.
  const isFirst = (isSame || checkpoint === null) && (await isCacheEmpty(run));
  const phase = isFirst ? 'first' : 'backfill';
  return {
    phase,
    selection: run.fingerprint,
    since: '',
    ...noSweep,
    ...nothingCounted,
    ...nothingMeasured,
    ...noProgress,
  };
}

function isFollowing({ phase }: Pick<ChangesState, 'phase'>): boolean {
  return phase === 'changes';
}

/** What the phases of an execution share. */
export interface Changes {
  readonly execution: Execution<ChangesState>;
  readonly mapper: RowMapper;
  /** Notes which records go without what a list that cannot be read would add. */
  readonly lack: LackNote;
}

/** An execution that begins with this state. */
export function openChanges(run: PagedRun, selection: RowSelection, state: ChangesState, mapper: RowMapper): Changes {
  const lack = new LackNote(mapper);
  const execution = new Execution({
    run,
    selection,
    state,
    // The sweep finds them.
    whenDeselected: { swept_at: 0 },
    annotate: (next: ChangesState) => ({ ...next, selection: lack.noteIn(next.selection, run.fingerprint) }),
  });
  return { execution, mapper, lack };
}

/** Does what is due: a backfill, or what changed, and a sweep once a day. */
export async function proceed(changes: Changes): Promise<void> {
  const { execution } = changes;
  await complete(changes);
  // A backfill, or a pass that an earlier execution began, says nothing about what changed since it began.
  if (!isFollowing(execution.state)) await backfill(changes);
  else if (execution.state.reaching) await reachBack(execution, (watermark) => readChanged(changes, watermark));
  else if (isUnderWay(execution.state)) await follow(changes);
  if (!isFollowing(execution.state)) return;
  await follow(changes);
  if (!isSweepDue(execution.state)) return;
  if (await sweepAll(changes, { reaching: true })) {
    await reachBack(execution, (watermark) => readChanged(changes, watermark));
  }
}

/**
 * Records that went without the names of a list which could not be read get them when it can be read again: what
 * changed since then is read once more, or everything where that is not known.
 */
async function complete({ execution, mapper, lack }: Changes): Promise<void> {
  const { letters, since } = lackOf(execution.state.selection);
  if (letters === '' || mapper.retry === undefined) return;
  const left = await mapper.retry(letters);
  lack.readSince = execution.state.since;
  if (left === letters) return;
  const selection = execution.run.fingerprint;
  lack.readSince = since;
  if (since === '') await execution.save({ selection, phase: 'backfill', since: '', ...noSweep, ...noProgress });
  else await execution.save({ selection, since: earlier(execution.state.since, since), ...noProgress });
}

/** Reads everything, and begins to follow the changes since it began. */
export async function backfill(changes: Changes): Promise<void> {
  const { execution, mapper, lack } = changes;
  const { run, selection } = execution;
  lack.readSince = '';
  const isFirst = execution.state.phase === 'first';
  // What an empty cache holds by now was saved by this very backfill.
  const options = isFirst ? { savedEarlier: async () => (await readCachedIds(run)).set } : {};
  const { pass, snapshot, mayHoldGone } = await execution.read(selection, mapper, options);
  const { started } = pass.progress;
  // The server's time is known unless nothing at all is shown.
  if (pass.seen.size === 0 && (pass.resumedAt === 0 || started === '')) {
    // A tenant without tickets: read again next time, because an empty answer may also be a mistake.
    await requireSight(run);
    // Everything that an interrupted execution saved, or one before a reset, may be deleted by now.
    if (await isCacheEmpty(run)) return execution.save({ ...noProgress });
    await sweepAll(changes, { ...noProgress });
    return;
  }
  // Without a server's time there is no watermark yet.
  if (started === '') return execution.save({ ...noProgress });
  const isExact = isFirst && !mayHoldGone && (snapshot === undefined || snapshot.ids.length === pass.seen.size);
  const swept = isExact ? started : '';
  const sweeps = { swept, swept_at: runnerTime() };
  await execution.save({ phase: 'changes', since: started, ...sweeps, held: pass.kept.size, ...noProgress });
}

/**
 * Compares the cache with what lives.
 *
 * @param change what else is saved after it
 * @returns false when it did not judge: then it stays due, and the next run repeats it
 */
export async function sweepAll({ execution, mapper, lack }: Changes, change: Partial<ChangesState>): Promise<boolean> {
  lack.readSince = '';
  // Rows that the sweep reads may have changed at any time.
  if (lack.letters !== '') await execution.save({});
  const { isJudged, held } = await sweep(execution.run, execution.selection, mapper, execution.state.held);
  await execution.save(isJudged ? { held, ...change } : { held });
  return isJudged;
}

/** Reads what changed since the watermark, less the overlap, and moves the watermark to when the reading began. */
export async function follow(changes: Changes): Promise<void> {
  const { execution } = changes;
  const { pass, changedSince } = await readChanged(changes, execution.state.since);
  await reportDeleted(execution.run, execution.selection, pass.seen, changedSince);
  await execution.save({ since: later(execution.state.since, pass.progress.started), ...noProgress });
}

async function readChanged({ execution, mapper, lack }: Changes, watermark: string): Promise<ChangedPass> {
  lack.readSince = watermark;
  const { selection } = execution;
  const changedSince = later(windowSince(execution, watermark), selection.changedSince);
  const { pass } = await execution.read({ ...selection, changedSince }, mapper);
  return { pass, changedSince };
}
