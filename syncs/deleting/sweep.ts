import { z } from 'zod';

import { described } from '../../records/described.js';
import type { RowMapper, RowSelection } from '../../records/contract.js';
import type { PagedRun } from '../run.js';
import { readCachedIds } from './cache.js';
import { certifyCache } from '../reading/certificate.js';
import { findDeselected } from './confirmation.js';
import { deleteConfirmed } from './deletions.js';
import { readLiving } from './living.js';
import { IdSet } from '../reading/id-set.js';
import { deleteSurplus, type Compared } from './surplus.js';

/** At most this often, because a sweep reads the whole cache; hard deletions are rare. */
const sweepInterval = 24 * 60 * 60_000;

/** What a checkpoint remembers of sweeps. */
export const sweepFields = {
  swept: described(z.string(), "Watermark at the last sweep, by the server's time; empty when one is due."),
  swept_at: described(z.number(), "The runner's time of it, in seconds; says when the next is due, nothing else."),
  reaching: described(z.boolean(), 'True while what changed between the last two sweeps is read again.'),
};

/** The runner's clock, in seconds since 1970. It only says when to look, never at what. */
export function runnerTime(): number {
  return Math.floor(Date.now() / 1_000);
}

export const noSweep = { swept: '', swept_at: 0, reaching: false };

/** The part of a checkpoint that says when a sweep is due. */
export interface SweepState {
  since: string;
  swept: string;
  swept_at: number;
}

/**
 * Whether a day has passed since the last sweep, by the server's time or by the runner's: a quiet tenant that sends no
 * dates shows no time passing.
 */
export function isSweepDue({ since, swept, swept_at: sweptAt }: SweepState): boolean {
  if (swept === '') return true;
  return Date.parse(since) - Date.parse(swept) >= sweepInterval || (runnerTime() - sweptAt) * 1_000 >= sweepInterval;
}

/**
 * Compares all ids that live with all ids in the cache and repairs both ways: what no window of changes can show (hard
 * deletions, visibility lost or regained, rows missed by an earlier version, rows that are no longer selected). Costs one
 * id-only request and its count, a request for each page that holds missing rows, one for each hundred tickets that are
 * gone from the selection, and one for each that is gone or that Halo does not show.
 *
 * @param held how many records the cache must hold at least; -1 when that is not known
 */
export async function sweep(
  run: PagedRun,
  selection: RowSelection,
  mapper: RowMapper,
  held: number,
): Promise<Compared> {
  const cached = await readCachedIds(run, selection);
  const certified = await certifyCache(run, selection, mapper, cached.set);
  const { living, kept } = await readLiving(run, selection, certified.snapshot, mapper);
  // Rows that were missing from the cache, and were read and saved on the way.
  for (const id of certified.kept) kept.add(id);
  const deleteGone = async (ids: readonly number[]): Promise<void> => {
    const deselected = IdSet.of(await findDeselected(run, selection, ids));
    await run.delete([...deselected]);
    await deleteConfirmed(
      run,
      selection,
      ids.filter((id) => !deselected.has(id)),
    );
  };
  return deleteSurplus({ run, selection, cached, living, kept, held, deleteGone });
}
