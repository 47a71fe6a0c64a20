import { z } from 'zod';

import { described } from '../records/described.js';
import type { WindowSource } from '../records/contract.js';
import type { SyncContext } from './context.js';
import { requireSight } from './deleting/blindness.js';
import { runnerTime } from './deleting/sweep.js';
import { deleteUnlisted } from './deleting/unlisted.js';
import { readUncertified } from './reading/completeness.js';
import { selectWindow, windowAround } from './reading/window.js';
import { PagedRun } from './run.js';

/** A window is read completely each time, so the state holds no more than what the cache must show: 1 field of 16. */
export const WindowCheckpoint = z.object({
  held: described(z.number(), 'How many records the cache holds at least; -1 when that is not known.'),
});

export type WindowState = z.output<typeof WindowCheckpoint>;

/** Days before and after today. */
const defaultDays = 90;

/**
 * Reads what a list has in a window of days around today, which moves on with the days. A record whose row has left the
 * window stays as it was last. In the window a record is deleted when Halo says so of that very id, and nothing is deleted
 * outside of it.
 */
export async function syncWindow(
  source: WindowSource,
  nango: SyncContext,
  checkpoint: WindowState | null,
): Promise<void> {
  const run = await PagedRun.start(nango, source);
  await run.execute(async () => {
    // Which day it is matters only at the ends of the window, so that the runner's clock will do, whatever Halo's shows.
    const window = windowAround(
      new Date(runnerTime() * 1_000).toISOString(),
      run.settings.appointments_days ?? defaultDays,
    );
    const selection = selectWindow(source, source.select(run.settings), window);
    const mapper = await source.openMapper(run);
    const { pass } = await readUncertified(run, selection, mapper);
    if (pass.seen.size === 0) await requireSight(run);
    const held = checkpoint?.held ?? -1;
    const left = await deleteUnlisted({ run, source, selection, mapper, window, kept: pass.kept, held });
    await nango.saveCheckpoint({ held: left } satisfies WindowState);
  });
}
