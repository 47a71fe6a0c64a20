import { IncompleteListError } from '../../halo/errors.js';
import type { Snapshot } from '../../halo/lists/id-list.js';
import type { RowMapper, RowSelection } from '../../records/contract.js';
import type { SyncRun } from '../run.js';
import { certify } from './certificate.js';
import type { IdSet } from './id-set.js';
import { Pass, passStart, type PassProgress, type SaveProgress } from './pass.js';

/** A pass of which it is known that it missed nothing. */
export interface CompletePass {
  pass: Pass;
  /** What existed after the pass; `undefined` if the tenant has no snapshot, or none was needed. */
  snapshot: Snapshot | undefined;
  /** True when rows that earlier executions of the pass saved may be gone by now. */
  mayHoldGone: boolean;
}

export interface CompletionRequest {
  run: SyncRun;
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
  await pass.read(saveProgress);
  if (pass.isAtomic && request.needsSnapshot !== true) return { pass, snapshot: undefined, mayHoldGone: false };

  let certificate = await certify(pass, request.savedEarlier);
  const mayHoldGone = pass.resumedAt > 0;
  if (certificate.kind === 'earlier part differs') {
    await run.nango.log(
      `${run.source.list.name}: rows came or went since an earlier execution; reading all of them again.`,
      { level: 'debug' },
    );
    pass = new Pass(run, selection, mapper, passStart);
    await pass.read(saveProgress);
    certificate = await certify(pass);
  }
  if (certificate.kind === 'complete') {
    await run.nango.log(
      `${run.source.list.name}: ${certificate.snapshot.ids.length} rows proved complete by the list of ids.`,
      { level: 'debug' },
    );
    return { pass, snapshot: certificate.snapshot, mayHoldGone };
  }
  await rereadUntilNothingNew(pass);
  return { pass, snapshot: undefined, mayHoldGone: true };
}

async function rereadUntilNothingNew(pass: Pass): Promise<void> {
  const { source, nango } = pass.run;
  if (!pass.isAtomic) {
    for (let round = 1; (await pass.readAgain()) > 0; round += 1) {
      if (round === rereads) throw new IncompleteListError(source.list.name, 'new rows come with every reading');
    }
  }
  await nango.log(
    `${source.list.name}: this tenant gives no list of ids; ${pass.seen.size} rows proved by reading again.`,
    { level: 'debug' },
  );
}
