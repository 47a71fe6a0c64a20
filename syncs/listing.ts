import { z } from 'zod';

import { FilterIgnoredError } from '../halo/errors.js';
import { readSnapshot, type Snapshot } from '../halo/lists/id-list.js';
import { probeChangedSince } from '../halo/lists/probe.js';
import { described } from '../records/described.js';
import type { RecordSource, RowMapper } from '../records/contract.js';
import type { SyncContext } from './context.js';
import { PagedRun } from './run.js';
import { requireSight } from './deleting/blindness.js';
import { readCachedIds } from './deleting/cache.js';
import { certifyCache } from './reading/certificate.js';
import { deleteConfirmed } from './deleting/deletions.js';
import { livingIn } from './deleting/living.js';
import { emptyDigest, extendDigest, IdSet } from './reading/id-set.js';
import { completeRecords, detailFields, noDetails } from './details/completing.js';
import { DetailKeeper } from './details/keeper.js';
import { Execution } from './execution.js';
import { isUnderWay, noProgress, progressFields } from './reading/progress.js';
import { cacheFields, deleteSurplus, nothingCounted, type Compared, type Comparison } from './deleting/surplus.js';
import { later, windowSince } from './watermark.js';

/** State of a sync that lists everything: flat, all 16 fields that the platform allows, and under 350 bytes. */
export const ListingCheckpoint = z.object({
  selection: described(z.string(), 'Fingerprint of what the sync selects and how it maps.'),
  phase: described(z.string(), '"listing" while everything is read, "changes" between complete listings.'),
  since: described(z.string(), "The server's time at the start of the last complete reading."),
  listed: described(
    z.string(),
    'The server\'s time at the start of the last complete listing, "unknown" where it does not tell; empty before the first.',
  ),
  known: described(z.number(), 'How many rows lived when that was last proved; -1 when deletions may be unreported.'),
  known_sum: described(z.number(), 'Fingerprint of their ids.'),
  ...cacheFields,
  ...progressFields,
  ...detailFields,
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
  const run = await PagedRun.start(nango, source);
  await run.execute(async () => {
    const mapper = await source.openMapper(run);
    const selection = source.select(run.settings);
    const state = startState(run, checkpoint);
    const keeper = source.details?.isWanted(run.settings)
      ? new DetailKeeper(run, source.details, mapper, state.listed === '')
      : undefined;
    const execution = new Execution({
      run,
      selection,
      state,
      // The next comparison of ids finds rows that are no longer selected.
      whenDeselected: nothingKnown,
      annotate: (next: ListingState) => (keeper?.isDue === true ? { ...next, details_due: true } : next),
    });
    const hasListed = await proceed({
      execution,
      mapperFor: (haveChanged) => keeper?.mapperFor(haveChanged) ?? mapper,
    });
    if (keeper !== undefined) await completeRecords(execution, keeper, hasListed);
  });
}

function startState(run: PagedRun, checkpoint: ListingState | null): ListingState {
  // A checkpoint of an earlier version lacks fields.
  if (checkpoint?.selection === run.fingerprint) return { ...nothingCounted, ...noDetails, ...checkpoint };
  // Another selection than before: a new listing, whose rows are saved or left out as they are selected now.
  const { fingerprint: selection } = run;
  const state = { selection, phase: 'listing', since: '', listed: '' };
  return { ...state, ...nothingKnown, ...nothingCounted, ...noDetails, ...noProgress };
}

/** What the phases of an execution share. */
export interface Listing {
  readonly execution: Execution<ListingState>;
  /** What makes records of rows. @param haveChanged whether all rows that it is given are known to have changed */
  mapperFor(haveChanged: boolean): RowMapper;
}

/** Does what is due: what changed and a comparison of ids, or everything. @returns whether everything was listed */
export async function proceed(listing: Listing): Promise<boolean> {
  const { execution } = listing;
  const wasUnderWay = isUnderWay(execution.state);
  if (execution.state.phase === 'changes') {
    const { isListingDue, hasDeselected } = await follow(listing);
    if (!isListingDue) {
      await compareIds(listing, hasDeselected);
      return false;
    }
    await execution.save({ phase: 'listing', ...noProgress });
  }
  await listAll(listing);
  // A listing that an earlier execution began says nothing about what changed since it began.
  if (wasUnderWay) await proceed(listing);
  return true;
}

/** Reads everything, and reports as deleted what is gone. */
export async function listAll(listing: Listing): Promise<void> {
  const { execution } = listing;
  const { run, selection } = execution;
  const { nango, source, client } = run;
  // Before the first complete listing of a selection, records may come from another one, or from other readers.
  const mapper = listing.mapperFor(execution.state.listed === '');
  const { pass, snapshot } = await execution.read(selection, mapper, { needsSnapshot: true });
  const isEmpty = pass.seen.size === 0 && pass.resumedAt === 0;
  if (isEmpty) await requireSight(run);
  const filter = await probeChangedSince(client, source.list, selection.params, nango);
  const started = pass.progress.started;
  // An empty list is listed again next time: it may also be a mistake.
  const isFollowed = filter === 'filters' && started !== '' && !isEmpty;
  const phase = isFollowed ? 'changes' : 'listing';
  // The reading is finished, whatever the deletions lead to. Until they are decided, changes are followed anyway,
  // and each run asks again. Only where there is no list of ids, nothing but another listing could judge them.
  const untilJudged = snapshot === undefined ? 'listing' : phase;
  const listed = started === '' ? 'unknown' : started;
  await execution.save({ phase: untilJudged, since: started, listed, ...nothingKnown, ...noProgress });
  const living = livingIn(snapshot, pass);
  // The cache is read now, so that it must show what this reading has saved.
  const found = { living, kept: pass.kept, held: Math.max(execution.state.held, pass.kept.size) };
  const { isJudged, held } = await deleteGone(listing, found, snapshot !== undefined);
  await execution.save({ held, ...(isJudged ? { phase, ...digestOf(snapshot) } : {}) });
  await nango.log(
    `${source.list.name}: listed completely; "updated since" ${filter === 'filters' ? 'works' : 'is ignored'} here.`,
    { level: 'debug' },
  );
}

/** @param isProved whether `living` is proved to be complete; otherwise Halo is asked about each id that it lacks */
function deleteGone(
  { execution }: Listing,
  found: Omit<Comparison, 'run' | 'selection' | 'deleteGone'>,
  isProved: boolean,
): Promise<Compared> {
  const { run, selection } = execution;
  const deleteThese = (ids: readonly number[]): Promise<void> =>
    isProved ? run.delete(ids) : deleteConfirmed(run, selection, ids);
  return deleteSurplus({ run, selection, deleteGone: deleteThese, ...found });
}

/** What following the changes has shown. */
interface Followed {
  isListingDue: boolean;
  /** True when a row came that has a record and is not selected any more. */
  hasDeselected: boolean;
}

/** Reads what changed since the watermark, less the overlap, and moves the watermark to when the reading began. */
export async function follow(listing: Listing): Promise<Followed> {
  const { execution } = listing;
  const { settings, nango } = execution.run;
  const wasUnderWay = isUnderWay(execution.state);
  try {
    const changedSince = windowSince(execution, execution.state.since);
    const { pass } = await execution.read({ ...execution.selection, changedSince }, listing.mapperFor(true));
    const { started } = pass.progress;
    await execution.save({ since: later(execution.state.since, started), ...noProgress });
    // A pass that an earlier execution began says nothing about what changed since it began.
    const next = wasUnderWay ? await follow(listing) : undefined;
    const age = Date.parse(started) - Date.parse(execution.state.listed);
    const isOld = age >= (settings.full_listing_hours ?? defaultInterval) * 3_600_000;
    const hasDeselected = pass.hasDeselected || next?.hasDeselected === true;
    return { isListingDue: next?.isListingDue ?? isOld, hasDeselected };
  } catch (error) {
    if (!(error instanceof FilterIgnoredError)) throw error;
    await nango.log(`${error.message} Everything is listed instead.`, { level: 'warn' });
    return { isListingDue: true, hasDeselected: false };
  }
}

/**
 * Finds what the filter does not show: deletions, and rows that became visible. Without
 * lists of ids the next complete listing finds it; what is not selected any more, the cache tells by itself.
 */
export async function compareIds(listing: Listing, hasDeselected: boolean): Promise<void> {
  const { execution } = listing;
  const { run, selection } = execution;
  const { held: before } = execution.state;
  const snapshot = await readSnapshot(run.client, run.source.list, selection, undefined);
  if (snapshot === undefined) {
    if (!hasDeselected) return;
    const { held } = await deleteGone(listing, { living: everything, kept: new IdSet(), held: before }, true);
    return execution.save({ held });
  }
  const living = digestOf(snapshot);
  if (living.known === execution.state.known && living.known_sum === execution.state.known_sum) return;
  const cached = await readCachedIds(run, selection);
  const certified = await certifyCache(run, selection, listing.mapperFor(false), cached.set);
  if (certified.snapshot === undefined) return;
  const ids = IdSet.of(certified.snapshot.ids);
  const { isJudged, held } = await deleteGone(
    listing,
    { cached, living: ids, kept: certified.kept, held: before },
    true,
  );
  await execution.save({ held, ...(isJudged ? digestOf(certified.snapshot) : nothingKnown) });
}

const everything = { has: () => true };

function digestOf(snapshot: Snapshot | undefined): { known: number; known_sum: number } {
  if (snapshot === undefined) return nothingKnown;
  const { count, sum } = extendDigest(emptyDigest, snapshot.ids);
  return { known: count, known_sum: sum };
}
