import { z } from 'zod';

import { shiftDate } from '../halo/values/dates.js';
import { described } from '../records/described.js';
import type { RecordSource, RowMapper, RowSelection } from '../records/contract.js';
import type { SyncContext } from './context.js';
import { SyncRun } from './run.js';
import { requireSight } from './deleting/blindness.js';
import { isCacheEmpty, readCachedIds } from './deleting/cache.js';
import { reportDeleted } from './deleting/deletions.js';
import { PagedSync } from './execution.js';
import type { Pass } from './reading/pass.js';
import { fingerprintOf, joinLacks, lackOf, withLack } from './reading/lack.js';
import { isUnderWay, noProgress, progressFields } from './reading/progress.js';
import { cacheFields, nothingCounted } from './deleting/surplus.js';
import { isSweepDue, noSweep, runnerTime, sweep, sweepFields } from './deleting/sweep.js';

/** State of a sync that follows changes: flat, 14 of the 16 fields that the platform allows, and under 300 bytes. */
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
  const run = await SyncRun.start(nango, source);
  await run.execute(async () => {
    const state = await startState(run, checkpoint);
    const mapper = await source.openMapper(run);
    await new ChangesSync(run, source.select(run.settings), state, mapper).proceed();
  });
}

async function startState(run: SyncRun, checkpoint: ChangesState | null): Promise<ChangesState> {
  const isSame = checkpoint !== null && fingerprintOf(checkpoint.selection) === run.fingerprint;
  // A checkpoint of an earlier version lacks fields.
  if (isSame && (isFollowing(checkpoint) || isUnderWay(checkpoint))) return { ...nothingCounted, ...checkpoint };
  // A backfill begins. Without a checkpoint the cache may still hold records: after a reset, or a run that ended
  // before its first one. With another selection than before, the sweep finds what is no longer selected.
  const isFirst = (isSame || checkpoint === null) && (await isCacheEmpty(run));
  const phase = isFirst ? 'first' : 'backfill';
  return { phase, selection: run.fingerprint, since: '', ...noSweep, ...nothingCounted, ...noProgress };
}

function isFollowing({ phase }: Pick<ChangesState, 'phase'>): boolean {
  return phase === 'changes';
}

class ChangesSync extends PagedSync<ChangesState> {
  readonly #mapper: RowMapper;
  /** The watermark since which rows are read; empty while all may be. */
  #readSince = '';

  constructor(run: SyncRun, selection: RowSelection, state: ChangesState, mapper: RowMapper) {
    super(run, selection, state);
    this.#mapper = mapper;
  }

  /** The sweep finds them. */
  protected override whenDeselected(): Partial<ChangesState> {
    return { swept_at: 0 };
  }

  /** Notes which records go without what a list that cannot be read would add. */
  protected override annotate(state: ChangesState): ChangesState {
    const found = { letters: this.#mapper.lacking?.() ?? '', since: this.#readSince };
    const lack = joinLacks(lackOf(state.selection), found);
    return { ...state, selection: withLack(this.run.fingerprint, lack) };
  }

  /**
   * Records that went without the names of a list which could not be read get them when it can be read again: what
   * changed since then is read once more, or everything where that is not known.
   */
  async #complete(): Promise<void> {
    const { letters, since } = lackOf(this.state.selection);
    if (letters === '' || this.#mapper.retry === undefined) return;
    const left = await this.#mapper.retry(letters);
    this.#readSince = this.state.since;
    if (left === letters) return;
    const selection = this.run.fingerprint;
    this.#readSince = since;
    if (since === '') await this.save({ selection, phase: 'backfill', since: '', ...noSweep, ...noProgress });
    else await this.save({ selection, since: earlier(this.state.since, since), ...noProgress });
  }

  override async proceed(): Promise<void> {
    await this.#complete();
    // A backfill, or a pass that an earlier execution began, says nothing about what changed since it began.
    if (!isFollowing(this.state)) await this.#backfill();
    else if (this.state.reaching) await this.#reachBack();
    else if (isUnderWay(this.state)) await this.#follow();
    if (!isFollowing(this.state)) return;
    await this.#follow();
    if (!isSweepDue(this.state)) return;
    if (await this.#sweep({ reaching: true })) await this.#reachBack();
  }

  async #backfill(): Promise<void> {
    this.#readSince = '';
    const isFirst = this.state.phase === 'first';
    // What an empty cache holds by now was saved by this very backfill.
    const options = isFirst ? { savedEarlier: async () => (await readCachedIds(this.run)).set } : {};
    const { pass, snapshot, mayHoldGone } = await this.read(this.selection, this.#mapper, options);
    const { started } = pass.progress;
    if (pass.seen.size === 0 && pass.resumedAt === 0) {
      // A tenant without tickets: read again next time, because an empty answer may also be a mistake.
      await requireSight(this.run);
      // Everything that an interrupted execution saved, or one before a reset, may be deleted by now.
      if (await isCacheEmpty(this.run)) return this.save({ ...noProgress });
      await this.#sweep({ ...noProgress });
      return;
    }
    // Without a server's time there is no watermark yet.
    if (started === '') return this.save({ ...noProgress });
    const isExact = isFirst && !mayHoldGone && (snapshot === undefined || snapshot.ids.length === pass.seen.size);
    const swept = isExact ? started : '';
    const sweeps = { swept, swept_at: runnerTime() };
    await this.save({ phase: 'changes', since: started, ...sweeps, held: pass.kept.size, ...noProgress });
  }

  /** @param change what else is saved after it @returns false when it did not judge: then it stays due, and the next run repeats it */
  async #sweep(change: Partial<ChangesState>): Promise<boolean> {
    this.#readSince = '';
    // Rows that the sweep reads may have changed at any time.
    if ((this.#mapper.lacking?.() ?? '') !== '') await this.save({});
    const { isJudged, held } = await sweep(this.run, this.selection, this.#mapper, this.state.held);
    await this.save(isJudged ? { held, ...change } : { held });
    return isJudged;
  }

  /** Reads what changed since the watermark, less the overlap, and moves the watermark to when the reading began. */
  async #follow(): Promise<void> {
    const { pass, changedSince } = await this.#readChanged(this.state.since);
    await reportDeleted(this.run, this.selection, pass.seen, changedSince);
    await this.save({ since: later(this.state.since, pass.progress.started), ...noProgress });
  }

  /**
   * The second half of a sweep: what changed since the last one is read again. Rows that were invisible when they
   * changed are older than the watermark when they become visible again. The watermark, which is older than the sweep, stays:
   * the next reach begins there.
   */
  async #reachBack(): Promise<void> {
    if (this.state.swept !== '') await this.#readChanged(this.state.swept);
    await this.save({ swept: this.state.since, swept_at: runnerTime(), reaching: false, ...noProgress });
  }

  async #readChanged(watermark: string): Promise<{ pass: Pass; changedSince: string }> {
    this.#readSince = watermark;
    const changedSince = later(shiftDate(watermark, -this.overlap), this.selection.changedSince);
    const { pass } = await this.read({ ...this.selection, changedSince }, this.#mapper);
    return { pass, changedSince };
  }
}

/** The earlier of two ISO dates. */
function earlier(date: string, other: string): string {
  return other < date ? other : date;
}

/** The later of two ISO dates. */
function later(date: string, other: string | undefined): string {
  return other !== undefined && other > date ? other : date;
}
