import { readList } from '../../halo/lists/read-list.js';
import { idText } from '../../halo/lists/row-ids.js';
import { FilterIgnoredError } from '../../halo/errors.js';
import type { RowSelection } from '../../records/contract.js';
import type { PagedRun } from '../run.js';
import { filterCached } from './cache.js';
import { askAbout } from './confirmation.js';
import type { IdSet } from '../reading/id-set.js';

/**
 * Calls back with candidates for deletion: rows that `deleted=true` lists as deleted since `changedSince`
 * (halo-api.md §5.3). A server that ignores the parameter lists existing ones instead, which `living` ids show
 * among them, and logged; the daily sweep finds deletions then.
 *
 * @param living ids of rows that exist in the same window
 */
export async function forEachDeleted(
  run: PagedRun,
  selection: RowSelection,
  living: IdSet,
  changedSince: string,
  report: (candidates: readonly number[]) => Promise<void>,
): Promise<void> {
  const { client, nango, source, pageSize, longest } = run;
  const { parts } = selection;
  const params = { ...selection.params, deleted: 'true' };
  const deleted = { params, changedSince, ...(parts === undefined ? {} : { parts }) };
  try {
    const request = { client, list: source.list, pageSize, longest, selection: deleted };
    for await (const { ids, oddities } of readList(request)) {
      run.noteOddities(oddities);
      if (ids.some((id) => living.has(id))) {
        throw new FilterIgnoredError(source.list.name, 'living rows came where deleted ones were asked for');
      }
      await report(ids);
    }
  } catch (error) {
    if (!(error instanceof FilterIgnoredError)) throw error;
    await nango.log(`${error.message} The daily sweep finds deleted ${source.list.name} instead.`, { level: 'warn' });
  }
}

/** Reports tickets that were deleted since `changedSince`: candidates are deleted after Halo confirms it for that very id. */
export async function reportDeleted(
  run: PagedRun,
  selection: RowSelection,
  living: IdSet,
  changedSince: string,
): Promise<void> {
  await forEachDeleted(run, selection, living, changedSince, async (ids) => {
    await deleteConfirmed(run, selection, await filterCached(run, ids));
  });
}

/** Ids of hidden rows that a log line names. */
const namedInLog = 5;

/**
 * Deletes those of the candidates of which Halo itself says that they are gone, or that live but are not selected. Those
 * that it refuses to show are kept and logged; each costs one request a sweep, as the others do. In a run that met rows
 * which cannot be told apart none is deleted: the sweep of another day finds them.
 */
export async function deleteConfirmed(
  run: PagedRun,
  selection: RowSelection,
  candidates: readonly number[],
): Promise<void> {
  if (!run.mayDelete()) return;
  const gone: number[] = [];
  const hidden: number[] = [];
  for (const id of candidates) {
    const verdict = await askAbout(run, selection, id);
    if (verdict === 'deleted' || verdict === 'not selected') gone.push(id);
    if (verdict === 'hidden') hidden.push(id);
  }
  await run.delete(gone);
  if (hidden.length === 0) return;
  const named = hidden
    .slice(0, namedInLog)
    .map((id) => idText(run.source.list, id))
    .join(', ');
  const ids = hidden.length > namedInLog ? `${named} and others` : named;
  await run.nango.log(
    `Halo refuses to show ${hidden.length} of the ${run.source.list.name} that are no longer listed (${ids}). They may still exist, so their records are kept.`,
    { level: 'warn' },
  );
}
