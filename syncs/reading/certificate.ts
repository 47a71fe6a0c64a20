import { IncompleteListError } from '../../halo/errors.js';
import { readSnapshot, type Snapshot } from '../../halo/lists/id-list.js';
import { readPage } from '../../halo/lists/page.js';
import { emptyDigest, extendDigest, type IdSet } from './id-set.js';
import type { Pass } from './pass.js';

export type Certificate =
  /** Every id of `snapshot`, taken after the pass, was saved by it. */
  | { kind: 'complete'; snapshot: Snapshot }
  /** Earlier executions of the pass saw another set of rows than exists now; which rows differ is not known. */
  | { kind: 'earlier part differs' }
  /** The tenant does not honour id-only lists, so there is no proof. */
  | { kind: 'unproven' };

/** How often missing rows are looked for again, because the tenant continues to change. */
const rounds = 5;

/**
 * Proves that a pass is complete. Counting alone is no proof: a deletion to the left of the reading position and a
 * creation in the same moment leave the count unchanged, but hide one existing row. The id-only list answers in one
 * response and is therefore a snapshot of what exists; a pass is complete when every id of a snapshot taken after it was saved.
 * Ids that are missing tell by their rank on which page they are now, and that page is read.
 *
 * @param savedEarlier what the cache holds, when all of that was saved by this very pass (a first backfill); it settles
 * which rows differ when those of earlier executions do not agree with the snapshot
 * @throws IncompleteListError when rows that the snapshot names cannot be had
 */
export async function certify(pass: Pass, savedEarlier?: () => Promise<IdSet>): Promise<Certificate> {
  const { client, source } = pass.run;
  let knownTotal = pass.isPaged ? pass.progress.position.total : undefined;
  let cached: IdSet | undefined;
  for (let round = 1; round <= rounds; round += 1) {
    const snapshot = await readSnapshot(client, source.list, pass.selection, knownTotal);
    if (snapshot === undefined) return { kind: 'unproven' };
    if (!agreesWithEarlier(pass, snapshot.ids)) {
      if (savedEarlier === undefined) return { kind: 'earlier part differs' };
      cached ??= await savedEarlier();
    }
    const missing = findMissing(pass, snapshot.ids, cached);
    if (missing.length === 0) return { kind: 'complete', snapshot };
    await readRanks(pass, missing);
    knownTotal = undefined;
  }
  throw new IncompleteListError(source.list.name, 'rows that the server lists by id do not appear on any page');
}

function agreesWithEarlier({ resumedAt, resumedDigest }: Pass, ids: Float64Array): boolean {
  const end = ids.findIndex((id) => id > resumedAt);
  const digest = extendDigest(emptyDigest, ids.subarray(0, end === -1 ? ids.length : end));
  return digest.count === resumedDigest.count && digest.sum === resumedDigest.sum;
}

/** The ranks (from 0) of existing ids that were not saved. */
function findMissing(pass: Pass, ids: Float64Array, cached: IdSet | undefined): number[] {
  const missing: number[] = [];
  ids.forEach((id, rank) => {
    const wasSavedEarlier = id <= pass.resumedAt && (cached === undefined || cached.has(id));
    if (!wasSavedEarlier && !pass.seen.has(id)) missing.push(rank);
  });
  return missing;
}

/** Reads the pages on which the ranks are now, and saves what is on them. */
async function readRanks(pass: Pass, ranks: readonly number[]): Promise<void> {
  const { client, source, pageSize } = pass.run;
  let size = pass.progress.position.size || pageSize;
  let next = 0;
  for (let rank = ranks[next]; rank !== undefined; rank = ranks[next]) {
    const number = Math.floor(rank / size) + 1;
    const page = await readPage(client, source.list, pass.pageSelection, number, pageSize);
    await pass.save(page.rows, page.ids);
    if (page.size !== undefined && page.size !== size) {
      size = page.size; // The server gives fewer rows a page than were asked for: the rank is on another page.
      continue;
    }
    while ((ranks[next] ?? Infinity) < number * size) next += 1;
  }
}
