import { IncompleteListError } from '../../halo/errors.js';
import { countRows, type Snapshot } from '../../halo/lists/id-list.js';
import type { RowMapper, RowSelection } from '../../records/contract.js';
import type { PagedRun } from '../run.js';
import { certify } from './certificate.js';
import type { IdSet } from './id-set.js';
import { Pass, passStart, type PassProgress, type SaveProgress } from './pass.js';
import { readAgain, readPass } from './walk.js';

/** A pass of which it is known that it missed nothing. */
export interface CompletePass {
  pass: Pass;
  /** What existed after the pass; `undefined` if the tenant has no snapshot, or none was needed. */
  snapshot: Snapshot | undefined;
  /** True when rows that earlier executions of the pass saved may be gone by now. */
  mayHoldGone: boolean;
}

export interface CompletionRequest {
  run: PagedRun;
  selection: RowSelection;
  mapper: RowMapper;
  start: PassProgress;
  saveProgress: SaveProgress;
  /** Ask for a snapshot even when everything came in one answer, because deletions are decided from it. */
  needsSnapshot?: boolean;
  /** See `certify`. */
  savedEarlier?: () => Promise<IdSet>;
}

/** How often a list is read again where a tenant gives no snapshot. */
const rereads = 5;

/**
 * Reads a selection until it is known that no row was missed: by one atomic answer, by the certificate, or, where a
 * tenant does not honour id-only lists, by reading it again until nothing new comes.
 */
export async function readCompletely(request: CompletionRequest): Promise<CompletePass> {
  const { run, selection, mapper, saveProgress } = request;
  let pass = new Pass(run, selection, mapper, request.start);
  await readPass(pass, saveProgress);
  if (pass.isAtomic && request.needsSnapshot !== true) return { pass, snapshot: undefined, mayHoldGone: false };

  let certificate = await certify(pass, request.savedEarlier);
  const mayHoldGone = pass.resumedAt > 0;
  if (certificate.kind === 'earlier part differs') {
    await run.nango.log(
      `${run.source.list.name}: rows came or went since an earlier execution; reading all of them again.`,
      { level: 'debug' },
    );
    pass = new Pass(run, selection, mapper, passStart);
    await readPass(pass, saveProgress);
    certificate = await certify(pass);
  }
  if (certificate.kind === 'complete') {
    await run.nango.log(
      `${run.source.list.name}: ${certificate.snapshot.ids.length} rows proved complete by the list of ids.`,
      { level: 'debug' },
    );
    return { pass, snapshot: certificate.snapshot, mayHoldGone };
  }
  if (!pass.isAtomic) await rereadUntilNothingNew(pass);
  await run.nango.log(
    `${run.source.list.name}: this tenant gives no list of ids; ${pass.seen.size} rows proved by reading again.`,
    { level: 'debug' },
  );
  return { pass, snapshot: undefined, mayHoldGone: true };
}

/**
 * Reads a list that names no ids from its first page to its last, whatever it counts. Where it comes without an order,
 * that is done again until nothing new comes.
 *
 * @returns the reading, and whether all rows came that the server counts
 */
export async function readUncertified(
  run: PagedRun,
  selection: RowSelection,
  mapper: RowMapper,
): Promise<{ pass: Pass; isWhole: boolean }> {
  const pass = new Pass(run, selection, mapper, passStart);
  await readAgain(pass);
  return { pass, isWhole: pass.isOrdered || (await rereadUntilNothingNew(pass)) };
}

/**
 * Reads again until nothing new comes. A list without an order is also held against the server's count, because rows that
 * move may be missed twice. What does not come even so is told in the log: a deletion is confirmed by its own 404 anyway.
 *
 * @returns false when rows did not come that the server counts
 */
async function rereadUntilNothingNew(pass: Pass): Promise<boolean> {
  const { client, source, nango } = pass.run;
  const { list } = source;
  // A server that ignores paging sends the same rows whatever is asked: they would pass for everything.
  if (!pass.isPaged) for (const part of pass.parts) await countRows(client, list, part);
  for (let round = 1; ; round += 1) {
    const fresh = await readAgain(pass);
    const lacking = pass.isOrdered ? 0 : await countLacking(pass);
    if (fresh === 0 && lacking === 0) return true;
    if (round < rereads) continue;
    if (fresh > 0) throw new IncompleteListError(list.name, 'new rows come with every reading');
    const message = `${list.name}: Halo counts ${lacking} rows more than it shows on any page, and gives no list of ids by which to find them. They have no records yet; the next complete reading looks for them again.`;
    await nango.log(message, { level: 'warn' });
    return false;
  }
}

/** How many rows the server counts beyond those that came. Rows that cannot be stored are counted too, so they hide it. */
async function countLacking({ run, parts, seen }: Pass): Promise<number> {
  if (!run.mayDelete()) return 0;
  let counted = 0;
  for (const part of parts) counted += (await countRows(run.client, run.source.list, part)) ?? 0;
  return Math.max(0, counted - seen.size);
}
