import { z } from 'zod';

import { UnusableRowError } from '../halo/errors.js';
import type { SetupList } from '../halo/lists/lists.js';
import type { ReferenceSource } from '../records/contract.js';
import { toId, type HaloRow } from '../halo/values/rows.js';
import { readSetupList } from '../halo/lists/setup-lists.js';
import { needingToken } from '../halo/transport/token.js';
import type { SyncContext } from './context.js';
import { Run } from './run.js';
import { readSettings } from '../records/settings.js';
import { requireSight } from './deleting/blindness.js';
import { deleteRecords, readCachedIds } from './deleting/cache.js';
import { IdSet } from './reading/id-set.js';
import { guardShrinkage } from './deleting/shrinkage.js';

/** A list that is read whole each time needs no state; the checkpoint only says that a run was made. */
export const ReferenceCheckpoint = z.object({
  known: z.number().describe('How many rows there were.'),
});

export type ReferenceState = z.output<typeof ReferenceCheckpoint>;

/**
 * Reads a small list in one answer, which is a snapshot by itself: everything is saved, and what the cache holds beyond
 * it is reported deleted, after a second answer has not shown it either. One answer alone is not believed in that: a
 * list that is empty by mistake looks like one that is empty.
 */
export async function syncReference(source: ReferenceSource, nango: SyncContext): Promise<void> {
  const { model, list } = source;
  const run = new Run(nango, { model: model.name, list }, readSettings(await needingToken(nango.getMetadata())));
  const read = async (): Promise<IdSet> => {
    const rows = await readSetupList(run.client, list);
    const records = rows.map((row) => model.map(row, undefined, run.complain));
    const ids = IdSet.of(rows.map((row) => requireId(list, row)));
    if (ids.size !== rows.length) throw new UnusableRowError(list.name, 'two rows share an id');
    await nango.batchSave(records, model.name);
    return ids;
  };
  const living = await read();
  if (living.size === 0) await requireSight(run);
  const cached = await readCachedIds(run);
  const missing = cached.list.filter((id) => !living.has(id));
  if (missing.length > 0) {
    const again = await read();
    const gone = missing.filter((id) => !again.has(id));
    guardShrinkage(run, cached.list.length, gone.length);
    await deleteRecords(run, gone);
  }
  await nango.saveCheckpoint({ known: living.size } satisfies ReferenceState);
  await run.logComplaints();
}

function requireId(list: SetupList, row: HaloRow): number {
  const id = toId(row['id']);
  if (id === undefined) throw new UnusableRowError(list.name, 'a row has no usable id');
  return id;
}
