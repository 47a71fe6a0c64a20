import { z } from 'zod';

import { toId, type HaloRow } from '../halo/values/rows.js';
import { described } from '../records/described.js';
import type { ReferenceSource } from '../records/contract.js';
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
async function readAll(
  run: Run,
  { model, list, idOf = plainId, keeps = () => true }: ReferenceSource,
): Promise<Set<string>> {
  const sent = await readSetupList(run.client, list);
  run.countRead(sent.length);
  const byId = new Map<string, HaloRow>();
  for (const row of sent.filter(keeps)) {
    const id = idOf(row);
    if (id === undefined) run.noteOddities(['a row in the list has no usable id']);
    else byId.set(id, row);
  }
  await run.save([...byId.values()].map((row) => model.map(row, undefined, run.complain)));
  return new Set(byId.keys());
}

/** What the cache holds and two answers did not show. @throws ImplausibleShrinkageError */
async function findGone(
  run: Run,
  source: ReferenceSource,
  living: ReadonlySet<string>,
  known: number,
): Promise<string[]> {
  const cached = await readCachedKeys(run);
  if (!(await isPlausible(run, cached.size, Math.max(known, living.size))) || !run.mayDelete()) return [];
  const missing = [...cached].filter((id) => !living.has(id));
  if (missing.length === 0) return [];
  const again = await readAll(run, source);
  const gone = missing.filter((id) => !again.has(id));
  guardShrinkage(run, cached.size, gone.length);
  return run.mayDelete() ? gone : [];
}

function plainId(row: HaloRow): string | undefined {
  const id = toId(row['id']);
  return id === undefined ? undefined : String(id);
}
