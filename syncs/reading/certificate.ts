import { IncompleteListError, OrderIgnoredError } from '../../halo/errors.js';
import { readSnapshot, type Snapshot } from '../../halo/lists/id-list.js';
import { readPage } from '../../halo/lists/page.js';
import { firstPageSize } from '../../halo/lists/page-weight.js';
import type { RowMapper, RowSelection } from '../../records/contract.js';
import type { PagedRun } from '../run.js';
import { emptyDigest, extendDigest, type IdSet } from './id-set.js';
import { Pass, passStart } from './pass.js';
import { readAgain, readRow } from './walk.js';

export type Certificate =
  /** Every id of `snapshot`, taken after the pass, was saved by it. */
  | { kind: 'complete'; snapshot: Snapshot }
  /** Earlier executions of the pass saw another set of rows than lives now; which rows differ is not known. */
  | { kind: 'earlier part differs' }
  /** The tenant does not honour id-only lists, so there is no proof. */
  | { kind: 'unproven' };

/** How often missing rows are looked for again, because the tenant goes on changing. */
const rounds = 5;

/** Whether a row needs no reading, because its record was saved before this execution looked for it. */
type IsSaved = (id: number) => boolean;

/**
 * Proves that a pass is complete. Counting alone is no proof: a deletion to the left of the reading position and a
 * creation in the same moment leave the count as it was, yet hide one living row. The id-only list answers in one
 * response and so is a snapshot of what lives; a pass is complete when every id of a snapshot taken after it was saved.
 * Ids that are missing tell by their rank on which page they are now, and that page is read. Where the list comes in
 * another order, they are read by their ids, or the list is scanned again where that takes fewer requests.
 *
 * @param savedEarlier what the cache holds, when all of that was saved by this very pass (a first backfill); it settles
 * which rows differ when those of earlier executions do not agree with the snapshot
 * @throws IncompleteListError when rows that the snapshot names cannot be had
 */
export async function certify(pass: Pass, savedEarlier?: () => Promise<IdSet>): Promise<Certificate> {
  let cached: IdSet | undefined;
  return prove(pass, async (ids) => {
    if (!agreesWithEarlier(pass, ids)) {
      if (savedEarlier === undefined) return undefined;
      cached ??= await savedEarlier();
    }
    const saved = cached;
    return (id) => id <= pass.resumedAt && (saved === undefined || saved.has(id));
  });
}

/**
 * Reads and saves what lives and the cache does not hold.
 *
 * @param cached what the cache holds
 * @returns the snapshot that the cache then covers, `undefined` on a tenant that gives none, and the ids of the rows that
 * were saved because they are selected
 * @throws IncompleteListError when rows that the snapshot names cannot be had
 */
export async function certifyCache(
  run: PagedRun,
  selection: RowSelection,
  mapper: RowMapper,
  cached: IdSet,
): Promise<{ snapshot: Snapshot | undefined; kept: IdSet }> {
  const pass = new Pass(run, selection, mapper, passStart);
  const certificate = await prove(pass, () => Promise.resolve((id) => cached.has(id)));
  return { snapshot: certificate.kind === 'complete' ? certificate.snapshot : undefined, kept: pass.kept };
}

/** @param savedAmong tells of the ids of a snapshot which need no reading; nothing when that cannot be told */
async function prove(
  pass: Pass,
  savedAmong: (ids: Float64Array) => Promise<IsSaved | undefined>,
): Promise<Certificate> {
  const { client, source } = pass.run;
  let knownTotal = pass.isPaged ? pass.progress.position.total : undefined;
  for (let round = 1; round <= rounds; round += 1) {
    const snapshot = await readSnapshot(client, source.list, pass.selection, knownTotal);
    if (snapshot === undefined) return { kind: 'unproven' };
    const isSaved = await savedAmong(snapshot.ids);
    if (isSaved === undefined) return { kind: 'earlier part differs' };
    const missing = findMissing(pass, snapshot.ids, isSaved);
    if (missing.length === 0) return { kind: 'complete', snapshot };
    await readMissing(pass, missing, snapshot.ids, round);
    knownTotal = undefined;
  }
  throw new IncompleteListError(source.list.name, 'rows that the server lists by id do not appear on any page');
}

function agreesWithEarlier({ resumedAt, resumedDigest }: Pass, ids: Float64Array): boolean {
  const end = ids.findIndex((id) => id > resumedAt);
  const digest = extendDigest(emptyDigest, ids.subarray(0, end === -1 ? ids.length : end));
  return digest.count === resumedDigest.count && digest.sum === resumedDigest.sum;
}

/** The ranks (from 0) of living ids that were not saved. */
function findMissing({ seen }: Pass, ids: Float64Array, isSaved: IsSaved): number[] {
  const missing: number[] = [];
  ids.forEach((id, rank) => {
    if (!isSaved(id) && !seen.has(id)) missing.push(rank);
  });
  return missing;
}

/** How often ranks are believed: a row that they do not find is read by its id. */
const ranked = 2;

async function readMissing(pass: Pass, ranks: readonly number[], ids: Float64Array, round: number): Promise<void> {
  if (pass.isOrdered && round <= ranked) await pass.inOrder(() => readRanks(pass, ranks));
  if (pass.isOrdered && round <= ranked) return;
  const pages = ids.length / (pass.progress.position.size || pass.run.pageSize);
  if (ranks.length > pages) await readAgain(pass);
  else for (const rank of ranks) await readRow(pass, ids[rank] ?? 0);
}

/** Reads the pages on which the ranks are now, and saves what is on them. @throws OrderIgnoredError */
async function readRanks(pass: Pass, ranks: readonly number[]): Promise<void> {
  const { client, source, pageSize, longest } = pass.run;
  // Nothing is known of the rows on these pages, as on a first one.
  let size = firstPageSize(source.list, pass.progress.position.size || pageSize, longest);
  let next = 0;
  for (let rank = ranks[next]; rank !== undefined; rank = ranks[next]) {
    const number = Math.floor(rank / size) + 1;
    const page = await readPage(client, source.list, pass.pageSelection, number, Math.min(pageSize, size));
    pass.run.noteOddities(page.oddities);
    await pass.save(page.rows, page.ids);
    if (!page.isAscending) throw new OrderIgnoredError(source.list.name, `page ${number} is not in order of id`);
    const given = page.size ?? page.sent;
    if (given > 0 && given !== size && (page.size !== undefined || given > size)) {
      size = given; // The server gives another number of rows a page than was thought: the rank is on another page.
      continue;
    }
    while ((ranks[next] ?? Infinity) < number * size) next += 1;
  }
}
