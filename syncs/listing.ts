import { z } from 'zod';

import { shiftDate } from '../halo/values/dates.js';
import { FilterIgnoredError } from '../halo/errors.js';
import { readSnapshot, type Snapshot } from '../halo/lists/id-list.js';
import { probeChangedSince } from '../halo/lists/probe.js';
import { described } from '../records/described.js';
import type { RecordSource, RowMapper, RowSelection } from '../records/contract.js';
import type { SyncContext } from './context.js';
import { SyncRun } from './run.js';
import { requireSight } from './deleting/blindness.js';
import { readCachedIds } from './deleting/cache.js';
import { certify } from './reading/certificate.js';
import { deleteConfirmed } from './deleting/deletions.js';
import { emptyDigest, extendDigest, IdSet } from './reading/id-set.js';
import { cachePass, Pass } from './reading/pass.js';
import { PagedSync } from './execution.js';
import { isUnderWay, noProgress, progressFields } from './reading/progress.js';
import { cacheFields, deleteSurplus, nothingCounted, type Compared, type Comparison } from './deleting/surplus.js';

/** State of a sync that lists everything: flat, 14 of the 16 fields that the platform allows, and under 300 bytes. */
export const ListingCheckpoint = z.object({
  selection: described(z.string(), 'Fingerprint of what the sync selects and how it maps.'),
  phase: described(z.string(), '"listing" while everything is read, "changes" between complete listings.'),
  since: described(z.string(), "The server's time at the start of the last complete reading."),
  listed: described(z.string(), "The server's time at the start of the last complete listing."),
  known: described(z.number(), 'How many rows lived when that was last proved; -1 when deletions may be unreported.'),
  known_sum: described(z.number(), 'Fingerprint of their ids.'),
  ...cacheFields,
  ...progressFields,
});

export type ListingState = z.output<typeof ListingCheckpoint>;

/** Hours between complete listings. */
const defaultInterval = 24;

const nothingKnown = { known: -1, known_sum: 0 };

/**
 * Lists everything, archived rows included, and reports as deleted what a complete listing does not hold. Where the
 * tenant's "updated since" filter works for the list (checked again with every listing), complete listings are made once
 * a day, and in between only changed rows are read, and the list of ids is compared, which finds deletions at once.
 */
export async function syncListing(
  source: RecordSource,
  nango: SyncContext,
  checkpoint: ListingState | null,
): Promise<void> {
  const run = await SyncRun.start(nango, source);
  await run.execute(async () => {
    const mapper = await source.openMapper(run);
    await new ListingSync(run, source.select(run.settings), startState(run, checkpoint), mapper).proceed();
  });
}

function startState(run: SyncRun, checkpoint: ListingState | null): ListingState {
  // A checkpoint of an earlier version lacks fields.
  if (checkpoint?.selection === run.fingerprint) return { ...nothingCounted, ...checkpoint };
  // Another selection than before: a new listing, whose rows are saved or left out as they are selected now.
  const { fingerprint: selection } = run;
  return { selection, phase: 'listing', since: '', listed: '', ...nothingKnown, ...nothingCounted, ...noProgress };
}

class ListingSync extends PagedSync<ListingState> {
  readonly #mapper: RowMapper;
  #hasDeselected = false;

  constructor(run: SyncRun, selection: RowSelection, state: ListingState, mapper: RowMapper) {
    super(run, selection, state);
    this.#mapper = mapper;
  }

  /** The next comparison of ids finds them. */
  protected override whenDeselected(): Partial<ListingState> {
    return nothingKnown;
  }

  override async proceed(): Promise<void> {
    const wasUnderWay = isUnderWay(this.state);
    if (this.state.phase === 'changes' && (await this.#follow())) return this.#compareIds();
    if (this.state.phase === 'changes') await this.save({ phase: 'listing', ...noProgress });
    await this.#list();
    // A listing that an earlier execution began says nothing about what changed since it began.
    if (wasUnderWay) await this.proceed();
  }

  /** Reads everything, and reports as deleted what is gone. */
  async #list(): Promise<void> {
    const { nango, source, client } = this.run;
    const { pass, snapshot } = await this.read(this.selection, this.#mapper, { needsSnapshot: true });
    const isEmpty = pass.seen.size === 0 && pass.resumedAt === 0;
    if (isEmpty) await requireSight(this.run);
    const filter = await probeChangedSince(client, source.list, this.selection.params, nango);
    const started = pass.progress.started;
    // An empty list is listed again next time: it may also be a mistake.
    const isFollowed = filter === 'filters' && started !== '' && !isEmpty;
    const phase = isFollowed ? 'changes' : 'listing';
    // The reading is finished, whatever the deletions lead to. Until they are decided, changes are followed anyway,
    // and each run asks again. Only where there is no list of ids, nothing but another listing could judge them.
    const untilJudged = snapshot === undefined ? 'listing' : phase;
    await this.save({ phase: untilJudged, since: started, listed: started, ...nothingKnown, ...noProgress });
    const living = snapshot ? IdSet.of(snapshot.ids) : pass.seen;
    // The cache is read now, so that it must show what this reading has saved.
    const found = { living, kept: pass.kept, held: Math.max(this.state.held, pass.kept.size) };
    const { isJudged, held } = await this.#deleteSurplus(found, snapshot !== undefined);
    await this.save({ held, ...(isJudged ? { phase, ...digestOf(snapshot) } : {}) });
    await nango.log(
      `${source.list.name}: listed completely; "updated since" ${filter === 'filters' ? 'works' : 'is ignored'} here.`,
      { level: 'debug' },
    );
  }

  /** @param isProved whether `living` is proved to be complete; otherwise Halo is asked about each id that it lacks */
  #deleteSurplus(found: Omit<Comparison, 'run' | 'selection' | 'deleteGone'>, isProved: boolean): Promise<Compared> {
    const { run, selection } = this;
    const deleteGone = (ids: readonly number[]): Promise<void> =>
      isProved ? run.delete(ids) : deleteConfirmed(run, selection, ids);
    return deleteSurplus({ run, selection, deleteGone, ...found });
  }

  /** Reads what changed. @returns false if a complete listing is needed */
  async #follow(): Promise<boolean> {
    const { settings, nango } = this.run;
    const wasUnderWay = isUnderWay(this.state);
    try {
      const changedSince = shiftDate(this.state.since, -this.overlap);
      const { pass } = await this.read({ ...this.selection, changedSince }, this.#mapper);
      this.#hasDeselected ||= pass.hasDeselected;
      const { started } = pass.progress;
      await this.save({ since: started > this.state.since ? started : this.state.since, ...noProgress });
      if (wasUnderWay) return await this.#follow();
      const age = Date.parse(started) - Date.parse(this.state.listed);
      return age < (settings.full_listing_hours ?? defaultInterval) * 3_600_000;
    } catch (error) {
      if (!(error instanceof FilterIgnoredError)) throw error;
      await nango.log(`${error.message} Everything is listed instead.`, { level: 'warn' });
      return false;
    }
  }

  /**
   * Finds what the filter does not show: deletions, and rows that became visible. Without
   * lists of ids the next complete listing finds it; what is not selected any more, the cache tells by itself.
   */
  async #compareIds(): Promise<void> {
    const { client, source } = this.run;
    const { held: before } = this.state;
    const snapshot = await readSnapshot(client, source.list, this.selection, undefined);
    if (snapshot === undefined) {
      if (!this.#hasDeselected) return;
      const { held } = await this.#deleteSurplus({ living: everything, kept: new IdSet(), held: before }, true);
      return this.save({ held });
    }
    const living = digestOf(snapshot);
    if (living.known === this.state.known && living.known_sum === this.state.known_sum) return;
    const cached = await readCachedIds(this.run, this.selection);
    const pass = new Pass(this.run, this.selection, this.#mapper, cachePass);
    const certificate = await certify(pass, () => Promise.resolve(cached.set));
    if (certificate.kind !== 'complete') return;
    const ids = IdSet.of(certificate.snapshot.ids);
    const found = { cached, living: ids, kept: pass.kept, held: before };
    const { isJudged, held } = await this.#deleteSurplus(found, true);
    await this.save({ held, ...(isJudged ? digestOf(certificate.snapshot) : nothingKnown) });
  }
}

const everything = { has: () => true };

function digestOf(snapshot: Snapshot | undefined): { known: number; known_sum: number } {
  if (snapshot === undefined) return nothingKnown;
  const { count, sum } = extendDigest(emptyDigest, snapshot.ids);
  return { known: count, known_sum: sum };
}
