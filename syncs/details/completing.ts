import { z } from 'zod';

import { numberOf } from '../../halo/lists/row-ids.js';
import { described } from '../../records/described.js';
import type { RowSelection } from '../../records/contract.js';
import { isLiving, readCache } from '../deleting/cache.js';
import type { PagedRun } from '../run.js';
import type { DetailKeeper } from './keeper.js';
import { DetailReader } from './reading.js';

/** Details a run, unless the settings say otherwise: two such syncs leave more than half of Halo's budget to others. */
const defaultMost = 200;

/** Complete records whose details are read again with each complete listing, because not every change shows in a list. */
const refreshed = 50;

/** What a checkpoint remembers of details. */
export const detailFields = {
  details_due: described(z.boolean(), 'True while records may wait for their details.'),
  detail_id: described(z.number(), 'The id after which the next details are read.'),
};

export const noDetails = { details_due: false, detail_id: 0 };

interface DetailState {
  details_due: boolean;
  detail_id: number;
}

/** What the reading of details needs of an execution. */
interface DetailedExecution {
  readonly run: PagedRun;
  readonly selection: RowSelection;
  readonly state: DetailState;
  save(change: Partial<DetailState>): Promise<void>;
}

/**
 * Reads the details that records wait for, at most so many a run, and when none waits any more, some of those that were read
 * longest ago. It comes after the list, so that records are there at once and become complete later. What is read is saved
 * a record at a time, so that a run which is killed loses one request at most: the records themselves say which of them wait.
 *
 * @param hasListed whether the execution has read the complete list
 */
export async function completeRecords(
  execution: DetailedExecution,
  keeper: DetailKeeper,
  hasListed: boolean,
): Promise<void> {
  const { run, state } = execution;
  if (!state.details_due && !keeper.isDue && !hasListed) return;
  if (keeper.isDue && !state.details_due) await execution.save({ details_due: true });
  const { waiting, complete } = await surveyCache(execution);
  const reader = new DetailReader(keeper);
  const most = run.settings.details_per_run ?? defaultMost;
  let left = waiting.length;
  let last = state.detail_id;
  for (const id of afterwards(waiting, state.detail_id).slice(0, most)) {
    if (!reader.isOpen) break;
    last = id;
    if (await reader.complete(id)) left -= 1;
  }
  // Those that remain are asked for after the others next time, so that they hold nobody up.
  keeper.settle();
  await execution.save({ details_due: left > 0, ...(left > 0 ? { detail_id: last } : {}) });
  if (hasListed && left === 0) await refresh(execution, reader, complete);
  await reader.tell();
}

/** Reads details again in the order of ids, from where the last run stopped. */
async function refresh(execution: DetailedExecution, reader: DetailReader, ids: readonly number[]): Promise<void> {
  for (const id of afterwards(ids, execution.state.detail_id).slice(0, refreshed)) {
    if (!reader.isOpen) return;
    await reader.complete(id);
    await execution.save({ detail_id: id });
  }
}

/** The ids of the selected records in the cache, ascending, by whether they wait for their details. */
async function surveyCache({ run, selection }: DetailedExecution): Promise<{ waiting: number[]; complete: number[] }> {
  const isWaiting = new Map<number, boolean>();
  for await (const record of readCache(run)) {
    const id = isLiving(record) ? numberOf(run.source.list, record['id']) : undefined;
    if (id === undefined || selection.keepsRecord?.(record) === false) continue;
    isWaiting.set(id, record['is_complete'] !== true);
  }
  const ids = [...isWaiting.keys()].sort((a, b) => a - b);
  return {
    waiting: ids.filter((id) => isWaiting.get(id) === true),
    complete: ids.filter((id) => isWaiting.get(id) === false),
  };
}

/** Ids in ascending order, those after a certain one first. */
function afterwards(ids: readonly number[], id: number): number[] {
  return [...ids.filter((one) => one > id), ...ids.filter((one) => one <= id)];
}
