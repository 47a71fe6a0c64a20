import { z } from 'zod';

import { readList } from '../halo/lists/read-list.js';
import { numberOf } from '../halo/lists/row-ids.js';
import { described } from '../records/described.js';
import type { RowMapper, RowSelection, WindowSource } from '../records/contract.js';
import type { SyncContext } from './context.js';
import { requireSight } from './deleting/blindness.js';
import { runnerTime } from './deleting/sweep.js';
import { deleteUnlisted } from './deleting/unlisted.js';
import { IdSet } from './reading/id-set.js';
import { selectWindow, windowAround } from './reading/window.js';
import { Run } from './run.js';

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
  const run = await Run.start(nango, source);
  await run.execute(async () => {
    // Which day it is matters only at the ends of the window, so that the runner's clock will do, whatever Halo's shows.
    const window = windowAround(
      new Date(runnerTime() * 1_000).toISOString(),
      run.settings.appointments_days ?? defaultDays,
    );
    const selection = selectWindow(source, source.select(run.settings), window);
    const mapper = await source.openMapper(run);
    const { kept, isEmpty } = await saveListed(run, source, selection, mapper);
    if (isEmpty) await requireSight(run);
    const held = checkpoint?.held ?? -1;
    const left = await deleteUnlisted({ run, source, selection, mapper, window, kept, held });
    await nango.saveCheckpoint({ held: left } satisfies WindowState);
  });
}

/** Saves the rows of a selection. @returns the ids of those that were saved, and whether there was none at all */
async function saveListed(
  run: Run,
  { list }: WindowSource,
  selection: RowSelection,
  mapper: RowMapper,
): Promise<{ kept: IdSet; isEmpty: boolean }> {
  const kept = new IdSet();
  let isEmpty = true;
  const pageSize = Math.min(run.settings.page_size ?? list.pageSize, list.pageSize);
  const selected = { ...selection, params: { ...selection.params, ...mapper.params } };
  // Without a list of ids, nothing else would show that a count was too low.
  const request = { client: run.client, list, pageSize, selection: selected, untilEmpty: true };
  for await (const { rows, oddities } of readList(request)) {
    run.noteOddities(oddities);
    run.countRead(rows.length);
    const wanted = rows.filter((row) => selection.keeps?.(row) ?? true);
    await run.save(await mapper.map(wanted));
    for (const row of wanted) kept.add(numberOf(list, row['id']) ?? 0);
    isEmpty &&= rows.length === 0;
  }
  return { kept, isEmpty };
}
