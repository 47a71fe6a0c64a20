import type { Snapshot } from '../../halo/lists/id-list.js';
import type { RowMapper, RowSelection } from '../../records/contract.js';
import { IdSet } from '../reading/id-set.js';
import { Pass, passStart } from '../reading/pass.js';
import { readAgain } from '../reading/walk.js';
import type { PagedRun } from '../run.js';

/** What exists in a selection: what a list of ids names that is proved complete, or else what a pass has shown. */
export function livingIn(snapshot: Snapshot | undefined, pass: Pick<Pass, 'seen'>): IdSet {
  return snapshot === undefined ? pass.seen : IdSet.of(snapshot.ids);
}

/** For rows of which only the ids are wanted. */
export const savingNothing: RowMapper = { params: {}, map: () => Promise.resolve([]) };

/**
 * The same where nothing was read yet: without a list of ids the pages are read to their end, whatever they count. What they
 * leave out is asked about one by one before it is deleted.
 *
 * @param mapper makes the records that are saved on the way; by default none are
 * @returns also the ids of the rows that were saved because they are selected
 */
export async function readLiving(
  run: PagedRun,
  selection: RowSelection,
  snapshot: Snapshot | undefined,
  mapper: RowMapper = savingNothing,
): Promise<{ living: IdSet; kept: IdSet }> {
  const pass = new Pass(run, selection, mapper, passStart);
  if (snapshot === undefined) await readAgain(pass);
  return { living: livingIn(snapshot, pass), kept: pass.kept };
}
