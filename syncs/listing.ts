import { z } from 'zod';

import { shiftDate } from '../halo/values/dates.js';
import { FilterIgnoredError } from '../halo/errors.js';
import { readSnapshot, type Snapshot } from '../halo/lists/id-list.js';
import { probeChangedSince } from '../halo/lists/probe.js';
import type { RecordSource, RowMapper, RowSelection } from '../records/contract.js';
import type { SyncContext } from './context.js';
import { SyncRun } from './run.js';
import { requireSight } from './deleting/blindness.js';
import { deleteRecords, filterCached, readCachedIds } from './deleting/cache.js';
import { certify } from './reading/certificate.js';
import type { CompletePass } from './reading/completeness.js';
import { deleteConfirmed } from './deleting/deletions.js';
import { emptyDigest, extendDigest, IdSet } from './reading/id-set.js';
import { cachePass, Pass } from './reading/pass.js';
import { PagedSync } from './execution.js';
import { isUnderWay, noProgress, progressFields } from './reading/progress.js';
import { guardShrinkage } from './deleting/shrinkage.js';

/** State of a sync that lists everything; flat and under 300 bytes. */
export const ListingCheckpoint = z.object({
  selection: z.string().describe('Fingerprint of what the sync selects and how it maps.'),
  phase: z.string().describe('"listing" while everything is read, "changes" between complete listings.'),
  since: z.string().describe("The server's time at the start of the last complete reading."),
  listed: z.string().describe("The server's time at the start of the last complete listing."),
  known: z.number().describe('How many rows lived when that was last proved; -1 when deletions may be unreported.'),
  known_sum: z.number().describe('Fingerprint of their ids.'),
  ...progressFields,
});

export type ListingState = z.output<typeof ListingCheckpoint>;

/** Hours between complete listings. */
const defaultInterval = 24;

const nothingKnown = { known: -1, known_sum: 0 };

/**
 * Lists everything, archived rows included, and reports as deleted what a complete listing does not hold. Where the
 * tenant's "updated since" filter works for the list (asked anew with every listing), complete listings are made once
 * a day, and in between only changed rows are read, and the list of ids is compared, which finds deletions at once.
 */
export async function syncListing(
  source: RecordSource,
  nango: SyncContext,
  checkpoint: ListingState | null,
): Promise<void> {
  const run = await SyncRun.start(nango, source);
  const mapper = await source.openMapper(run);
  await new ListingSync(run, source.select(run.settings), startState(run, checkpoint), mapper).execute();
}

function startState(run: SyncRun, checkpoint: ListingState | null): ListingState {
  if (checkpoint?.selection === run.fingerprint) return checkpoint;
  // Another selection than before: a new listing, whose rows are saved or left out as they are selected now.
  return { selection: run.fingerprint, phase: 'listing', since: '', listed: '', ...nothingKnown, ...noProgress };
}

class ListingSync extends PagedSync<ListingState> {
  readonly #mapper: RowMapper;

  constructor(run: SyncRun, selection: RowSelection, state: ListingState, mapper: RowMapper) {
    super(run, selection, state);
    this.#mapper = mapper;
  }

  protected override async proceed(): Promise<void> {
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
    await nango.trackDeletesStart(source.model);
    const complete = await this.read(this.selection, this.#mapper, { needsSnapshot: true });
    const { pass, snapshot } = complete;
    const isEmpty = pass.seen.size === 0 && pass.resumedAt === 0;
    if (isEmpty) await requireSight(this.run);
    const gone = await this.#findGone(snapshot ? IdSet.of(snapshot.ids) : pass.seen);
    const filter = await probeChangedSince(client, source.list, this.selection.params);
    const started = pass.progress.started;
    // An empty list is listed again next time: it may also be a mistake.
    const isFollowed = filter === 'filters' && started !== '' && !isEmpty;
    const phase = isFollowed ? 'changes' : 'listing';
    // Saved before deletions are reported: after the platform's window is closed, the listing must not be resumed.
    await this.save({ phase, since: started, listed: started, ...nothingKnown, ...noProgress });
    await this.#reportGone(complete, gone);
    await this.save(digestOf(snapshot));
    await nango.log(
      `${source.list.name}: listed completely; "updated since" ${filter === 'filters' ? 'works' : 'is ignored'} here.`,
    );
  }

  /** Cached records whose rows do not live any more. @throws ImplausibleShrinkageError */
  async #findGone(living: IdSet): Promise<number[]> {
    const cached = await readCachedIds(this.run);
    const gone = cached.list.filter((id) => !living.has(id));
    guardShrinkage(this.run, cached.list.length, gone.length);
    return gone;
  }

  async #reportGone({ pass, snapshot }: CompletePass, gone: readonly number[]): Promise<void> {
    if (snapshot === undefined) {
      await deleteConfirmed(this.run, this.selection, gone);
      return;
    }
    // Whether the window is as old as the first part of a resumed listing cannot be known: it is not used then.
    if (pass.resumedAt === 0) await this.run.nango.trackDeletesEnd(this.run.source.model);
    // The window spares what was saved since it opened: rows that went while the listing ran, or an earlier one.
    await deleteRecords(this.run, await filterCached(this.run, gone));
  }

  /** Reads what changed. @returns false when a complete listing is to be made */
  async #follow(): Promise<boolean> {
    const { settings, nango } = this.run;
    const wasUnderWay = isUnderWay(this.state);
    try {
      const changedSince = shiftDate(this.state.since, -this.overlap);
      const { pass } = await this.read({ ...this.selection, changedSince }, this.#mapper);
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

  /** Finds what came or went without a change that the filter shows: deletions, and rows that came into sight. */
  async #compareIds(): Promise<void> {
    const { client, source } = this.run;
    const snapshot = await readSnapshot(client, source.list, this.selection, undefined);
    if (snapshot === undefined) return; // Without lists of ids, the next complete listing finds it.
    const living = digestOf(snapshot);
    if (living.known === this.state.known && living.known_sum === this.state.known_sum) return;
    const cached = await readCachedIds(this.run);
    const pass = new Pass(this.run, this.selection, this.#mapper, cachePass);
    const certificate = await certify(pass, () => Promise.resolve(cached.set));
    if (certificate.kind !== 'complete') return;
    const gone = await this.#findGone(IdSet.of(certificate.snapshot.ids));
    await deleteRecords(this.run, gone);
    await this.save(digestOf(certificate.snapshot));
  }
}

function digestOf(snapshot: Snapshot | undefined): { known: number; known_sum: number } {
  if (snapshot === undefined) return nothingKnown;
  const { count, sum } = extendDigest(emptyDigest, snapshot.ids);
  return { known: count, known_sum: sum };
}
