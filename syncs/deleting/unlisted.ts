import { NotFoundError, PermissionDeniedError } from '../../halo/errors.js';
import { askItem } from '../../halo/lists/item.js';
import { numberOf } from '../../halo/lists/row-ids.js';
import type { HaloRow } from '../../halo/values/rows.js';
import type { RowMapper, RowSelection, WindowSource } from '../../records/contract.js';
import { readUncertified } from '../reading/completeness.js';
import { IdSet } from '../reading/id-set.js';
import { beginsWithin, type Window } from '../reading/window.js';
import type { PagedRun } from '../run.js';
import { isLiving, readCache } from './cache.js';
import { savingNothing } from './living.js';
import { guardShrinkage } from './shrinkage.js';
import { isPlausible } from './surplus.js';

/** What the cache is compared with. */
export interface WindowComparison {
  readonly run: PagedRun;
  readonly source: WindowSource;
  /** What the list was asked for. */
  readonly selection: RowSelection;
  readonly mapper: RowMapper;
  readonly window: Window;
  /** The ids that the list showed and that are selected. */
  readonly kept: IdSet;
  /** How many records the reading of the cache must show at least; -1 when that is not known. */
  readonly held: number;
}

/**
 * Reports as deleted what the cache holds in the window, the list does not show, and Halo says is gone when it is asked
 * about that id; and whatever the settings do not select any more. A record whose row lives, such as an appointment that was
 * put off until after the window, is saved as it is now.
 *
 * @returns how many records the cache holds at least
 * @throws ImplausibleShrinkageError
 */
export async function deleteUnlisted(comparison: WindowComparison): Promise<number> {
  const { run, kept, held } = comparison;
  const { shown, unlisted, deselected } = await readCached(comparison);
  const before = Math.max(shown, kept.size);
  if (!(await isPlausible(run, shown, Math.max(held, kept.size))) || !run.mayDelete()) return shown;
  guardShrinkage(run, before, unlisted.length + deselected.length);
  const gone = [...deselected, ...(await findGone(comparison, unlisted))];
  // Saved before anything is deleted: the checkpoint must not claim more than the cache holds.
  await run.nango.saveCheckpoint({ held: before - gone.length });
  await run.delete(gone);
  return before - gone.length;
}

/** How many records the cache shows, those of the window that were not listed, and those that are not selected any more. */
async function readCached(
  comparison: WindowComparison,
): Promise<{ shown: number; unlisted: number[]; deselected: number[] }> {
  const { run, source, selection, window, kept } = comparison;
  const ids = new IdSet();
  const unlisted: number[] = [];
  const deselected: number[] = [];
  for await (const record of readCache(run)) {
    const id = isLiving(record) ? numberOf(source.list, record['id']) : undefined;
    if (id === undefined || !ids.add(id) || kept.has(id)) continue;
    if (selection.keepsRecord?.(record) === false) deselected.push(id);
    else if (beginsWithin(source, record, window)) unlisted.push(id);
  }
  return { shown: ids.size, unlisted, deselected };
}

/** Asks about each of the ids. Those that live are saved as they are now. @returns those that are gone */
async function findGone(comparison: WindowComparison, ids: readonly number[]): Promise<number[]> {
  const { run, source, selection, mapper, window } = comparison;
  const gone: number[] = [];
  const hidden: number[] = [];
  for (const id of ids) {
    const row = await readRow(run, source, id);
    if (row === 'refused') continue;
    if (row === undefined || !(selection.keeps?.(row) ?? true)) {
      gone.push(id);
      continue;
    }
    const records = await mapper.map([row]);
    await run.save(records);
    if (records.some((record) => beginsWithin(source, { ...record }, window))) hidden.push(id);
  }
  return hidden.length === 0 ? gone : [...gone, ...(await deletedAmong(comparison, hidden))];
}

/** One row, `undefined` when Halo has none of that id. */
async function readRow(run: PagedRun, { list }: WindowSource, id: number): Promise<HaloRow | 'refused' | undefined> {
  try {
    return (await askItem(run.client, list, id)) ?? 'refused';
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    if (error instanceof PermissionDeniedError) return 'refused';
    throw error;
  }
}

/**
 * Those of the rows that still answer by their id, should be listed and are not, which the list shows when it is asked for
 * deleted ones too (`includedeleted`, halo-api.md §4.9), and does not show when it is asked once more without.
 */
async function deletedAmong(comparison: WindowComparison, ids: readonly number[]): Promise<number[]> {
  const withDeleted = (await readShown(comparison, comparison.source.window.deletedToo)).pass.seen;
  const suspects = ids.filter((id) => withDeleted.has(id));
  if (suspects.length === 0) return [];
  const { pass, isWhole } = await readShown(comparison, {});
  // A row without an id, which came only now, may be one of them.
  return isWhole && comparison.run.mayDelete() ? suspects.filter((id) => !pass.seen.has(id)) : [];
}

/** Reads what the list shows when it is asked with these parameters too, and saves nothing. */
function readShown({ run, selection }: WindowComparison, more: Readonly<Record<string, string>>) {
  return readUncertified(run, { ...selection, params: { ...selection.params, ...more } }, savingNothing);
}
