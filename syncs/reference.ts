import { z } from 'zod';

import { UnusableRowError } from '../halo/errors.js';
import type { SetupList } from '../halo/lists/lists.js';
import { described } from '../records/described.js';
import type { ReferenceSource } from '../records/contract.js';
import { toId, type HaloRow } from '../halo/values/rows.js';
import { readSetupList } from '../halo/lists/setup-lists.js';
import type { SyncContext } from './context.js';
import { Run } from './run.js';
import { requireSight } from './deleting/blindness.js';
import { readCachedKeys } from './deleting/cache.js';
import { guardShrinkage } from './deleting/shrinkage.js';
import { isPlausible } from './deleting/surplus.js';

/**
 * A list that is read completely each time needs no state except what shows whether the cache was read completely: 1 of the
 * 16 fields that the platform allows.
 */
export const ReferenceCheckpoint = z.object({
  known: described(z.number(), 'How many rows there were, each of which has a record.'),
});

export type ReferenceState = z.output<typeof ReferenceCheckpoint>;

/**
 * Reads a small list in one answer, which is a snapshot by itself: everything is saved, and what the cache holds beyond
 * it is reported deleted, after a second answer has not shown it either. One answer alone is not believed in that: a
 * list that is empty by mistake looks like one that is empty.
 */
export async function syncReference(
  source: ReferenceSource,
  nango: SyncContext,
  checkpoint: ReferenceState | null,
): Promise<void> {
  const run = await Run.start(nango, { model: source.model.name, list: source.list });
  await run.execute(async () => {
    const living = await readAll(run, source);
    if (living.size === 0) await requireSight(run);
    const gone = await findGone(run, source, living, checkpoint?.known ?? -1);
    // Saved before anything is deleted: the checkpoint must not claim what is not in the cache.
    await nango.saveCheckpoint({ known: living.size } satisfies ReferenceState);
    await run.delete(gone);
  });
}

/** Reads and saves everything. @returns the ids that live */
async function readAll(run: Run, { model, list, idOf = plainId }: ReferenceSource): Promise<Set<string>> {
  const rows = await readSetupList(run.client, list);
  run.countRead(rows.length);
  const ids = new Set(rows.map((row) => requireId(list, idOf(row))));
  if (ids.size !== rows.length) throw new UnusableRowError(list.name, 'two rows share an id');
  await run.save(rows.map((row) => model.map(row, undefined, run.complain)));
  return ids;
}

/** What the cache holds and two answers did not show. @throws ImplausibleShrinkageError */
async function findGone(
  run: Run,
  source: ReferenceSource,
  living: ReadonlySet<string>,
  known: number,
): Promise<string[]> {
  const cached = await readCachedKeys(run);
  if (!(await isPlausible(run, cached.size, Math.max(known, living.size)))) return [];
  const missing = [...cached].filter((id) => !living.has(id));
  if (missing.length === 0) return [];
  const again = await readAll(run, source);
  const gone = missing.filter((id) => !again.has(id));
  guardShrinkage(run, cached.size, gone.length);
  return gone;
}

function plainId(row: HaloRow): string | undefined {
  const id = toId(row['id']);
  return id === undefined ? undefined : String(id);
}

function requireId(list: SetupList, id: string | undefined): string {
  if (id === undefined) throw new UnusableRowError(list.name, 'a row has no usable id');
  return id;
}
