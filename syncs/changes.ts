import { z } from 'zod';

import { shiftDate } from '../halo/values/dates.js';
import type { RecordSource, RowMapper, RowSelection } from '../records/contract.js';
import type { SyncContext } from './context.js';
import { SyncRun } from './run.js';
import { requireSight } from './deleting/blindness.js';
import { isCacheEmpty, readCachedIds } from './deleting/cache.js';
import { reportDeleted } from './deleting/deletions.js';
import { PagedSync } from './execution.js';
import type { Pass } from './reading/pass.js';
import { isUnderWay, noProgress, progressFields } from './reading/progress.js';
import { isSweepDue, noSweep, sweep, sweepFields } from './deleting/sweep.js';

/** State of a sync that follows changes; flat and under 300 bytes. */
export const ChangesCheckpoint = z.object({
  phase: z.string().describe('"backfill" until every row was read once, then "changes".'),
  selection: z.string().describe('Fingerprint of what the sync selects and how it maps.'),
  since: z.string().describe("Watermark: the server's time at the start of the last complete pass."),
  ...sweepFields,
  first: z.boolean().describe('True while a backfill into an empty cache runs.'),
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
  const state = await startState(run, checkpoint);
  const mapper = await source.openMapper(run);
  await new ChangesSync(run, source.select(run.settings), state, mapper).execute();
}

async function startState(run: SyncRun, checkpoint: ChangesState | null): Promise<ChangesState> {
  const isSame = checkpoint?.selection === run.fingerprint;
  if (isSame && (checkpoint.phase !== 'backfill' || isUnderWay(checkpoint))) return checkpoint;
  // A backfill begins. Without a checkpoint the cache may hold records all the same: after a reset, or a run that died
  // before its first one. With another selection than before, the sweep finds what is no longer selected.
  const first = (isSame || checkpoint === null) && (await isCacheEmpty(run));
  return { phase: 'backfill', selection: run.fingerprint, since: '', ...noSweep, first, ...noProgress };
}

class ChangesSync extends PagedSync<ChangesState> {
  readonly #mapper: RowMapper;

  constructor(run: SyncRun, selection: RowSelection, state: ChangesState, mapper: RowMapper) {
    super(run, selection, state);
    this.#mapper = mapper;
  }

  protected override async proceed(): Promise<void> {
    // A backfill, or a pass that an earlier execution began, says nothing about what changed since it began.
    if (this.state.phase === 'backfill') await this.#backfill();
    else if (this.state.reaching) await this.#reachBack();
    else if (isUnderWay(this.state)) await this.#follow();
    if (this.state.phase === 'backfill') return;
    await this.#follow();
    if (!isSweepDue(this.state)) return;
    await sweep(this.run, this.selection, this.#mapper);
    await this.save({ reaching: true });
    await this.#reachBack();
  }

  async #backfill(): Promise<void> {
    const { first } = this.state;
    // What an empty cache holds by now was saved by this very backfill.
    const options = first ? { savedEarlier: async () => (await readCachedIds(this.run)).set } : {};
    const { pass, snapshot, mayHoldGone } = await this.read(this.selection, this.#mapper, options);
    const { started } = pass.progress;
    if (pass.seen.size === 0 && pass.resumedAt === 0) {
      // A tenant without tickets: read again next time, because an empty answer may also be a mistake.
      await requireSight(this.run);
      // What an execution saved that died, or one before a reset, may all be gone by now.
      if (!(await isCacheEmpty(this.run))) await sweep(this.run, this.selection, this.#mapper);
      return this.save({ ...noProgress });
    }
    // Without a server's time there is no watermark yet.
    if (started === '') return this.save({ ...noProgress });
    const isExact = first && !mayHoldGone && (snapshot === undefined || snapshot.ids.length === pass.seen.size);
    const swept = isExact ? started : '';
    await this.save({ phase: 'changes', since: started, swept, swept_at: Date.now(), first: false, ...noProgress });
  }

  /** Reads what changed since the watermark, less the overlap, and moves the watermark to when the reading began. */
  async #follow(): Promise<void> {
    const { pass, changedSince } = await this.#readChanged(this.state.since);
    await reportDeleted(this.run, this.selection, pass.seen, changedSince);
    await this.save({ since: later(this.state.since, pass.progress.started), ...noProgress });
  }

  /**
   * The second half of a sweep: what changed since the last one is read again. Rows that were out of sight when they
   * changed are behind the watermark when they come back into sight. The watermark, which is older than the sweep, stays:
   * the next reach begins there.
   */
  async #reachBack(): Promise<void> {
    if (this.state.swept !== '') await this.#readChanged(this.state.swept);
    await this.save({ swept: this.state.since, swept_at: Date.now(), reaching: false, ...noProgress });
  }

  async #readChanged(watermark: string): Promise<{ pass: Pass; changedSince: string }> {
    const changedSince = later(shiftDate(watermark, -this.overlap), this.selection.changedSince);
    const { pass } = await this.read({ ...this.selection, changedSince }, this.#mapper);
    return { pass, changedSince };
  }
}

/** The later of two ISO dates. */
function later(date: string, other: string | undefined): string {
  return other !== undefined && other > date ? other : date;
}
