import { z } from 'zod';

import type { RowMapper, RowSelection } from '../../records/contract.js';
import type { SyncRun } from '../run.js';
import { deleteRecords, readCachedIds, type CachedIds } from './cache.js';
import { certify } from '../reading/certificate.js';
import { findDeselected } from './confirmation.js';
import { deleteConfirmed } from './deletions.js';
import { IdSet } from '../reading/id-set.js';
import { cachePass, Pass, passStart } from '../reading/pass.js';
import { guardShrinkage } from './shrinkage.js';

/** At most this often, because a sweep reads the whole cache; hard deletions are rare. */
const sweepInterval = 24 * 60 * 60_000;

/** What a checkpoint remembers of sweeps. */
export const sweepFields = {
  swept: z.string().describe("Watermark at the last sweep, by the server's time; empty when one is due."),
  swept_at: z.number().describe("The runner's time of it, in milliseconds; says when the next is due, nothing else."),
  reaching: z.boolean().describe('True while what changed between the last two sweeps is read again.'),
};

export const noSweep = { swept: '', swept_at: 0, reaching: false };

/** The part of a checkpoint that says when a sweep is due. */
interface SweepState {
  since: string;
  swept: string;
  swept_at: number;
}

/**
 * Whether a day has passed since the last sweep, by the server's time or by the runner's: a quiet tenant that sends no
 * dates shows no time passing. The runner's clock only says when to look, never at what.
 */
export function isSweepDue({ since, swept, swept_at: sweptAt }: SweepState): boolean {
  if (swept === '') return true;
  return Date.parse(since) - Date.parse(swept) >= sweepInterval || Date.now() - sweptAt >= sweepInterval;
}

/**
 * Compares all ids that live with all ids in the cache and repairs both ways: what no window of changes can show (hard
 * deletions, visibility lost or regained, rows missed by an earlier version, rows that are no longer selected). Costs one
 * id-only request and its count, a request for each page that holds missing rows, and one for each ticket that is gone.
 */
export async function sweep(run: SyncRun, selection: RowSelection, mapper: RowMapper): Promise<void> {
  const cached = await readCachedIds(run);
  const living = await readLiving(run, selection, mapper, cached);
  const extra = cached.list.filter((id) => !living.has(id));
  const deselected = await findDeselected(run, selection, extra);
  await deleteRecords(run, deselected);
  const known = new Set(deselected);
  const candidates = extra.filter((id) => !known.has(id));
  guardShrinkage(run, cached.list.length, candidates.length);
  const deleted = await deleteConfirmed(run, selection, candidates);
  await run.nango.log(
    `${run.source.list.name}: sweep over ${living.size} ids; ${deleted} deleted, ${deselected.length} no longer selected.`,
  );
}

/** The ids that live; rows that are missing from the cache are read and saved on the way. */
async function readLiving(run: SyncRun, selection: RowSelection, mapper: RowMapper, cached: CachedIds): Promise<IdSet> {
  const pass = new Pass(run, selection, mapper, cachePass);
  const certificate = await certify(pass, () => Promise.resolve(cached.set));
  if (certificate.kind === 'complete') return IdSet.of(certificate.snapshot.ids);
  // Without a snapshot the list itself is read, whatever it counts; what it leaves out is asked about one by one.
  const listing = new Pass(run, selection, mapper, passStart);
  await listing.readAgain();
  return listing.seen;
}
