import { readListAnswer } from './answer.js';
import type { HaloClient } from '../transport/client.js';
import { PagingIgnoredError, RequestRefusedError } from '../errors.js';
import type { HaloList } from './description.js';
import { partsOf, readPage, selectionParams, type Selection } from './page.js';
import { isSame } from './page-end.js';
import { numberOf } from './row-ids.js';

/** Everything that lives in a selection at one moment. */
export interface Snapshot {
  /** The numbers of the rows (`numberOf`), ascending. */
  ids: Float64Array;
}

/** How often the snapshot is taken again when the count beside it differs, because the tenant changes all the time. */
const rounds = 3;

/**
 * Asks for all ids of a selection in one answer: an atomic picture of what lives (halo-api.md §3.2). A selection in parts
 * is asked for part by part, so that a row which changes its part between two answers may be in none.
 *
 * A server that does not honour the parameter, or pages its answer, would give a part that looks whole (50 ids and a
 * `record_count` of 50). So the length is held against the total of a paged request made beside it.
 *
 * @param knownTotal the total of a paged request made just before, which saves asking for it
 * @returns `undefined` when the tenant does not honour id-only lists, or names a row without an id, or one twice
 * @throws PagingIgnoredError, see `countRows`
 */
export async function readSnapshot(
  client: HaloClient,
  list: HaloList,
  selection: Selection,
  knownTotal: number | undefined,
): Promise<Snapshot | undefined> {
  const parts = partsOf(selection);
  const read: Float64Array[] = [];
  for (const part of parts) {
    const ids = await readPart(client, list, part, parts.length === 1 ? knownTotal : undefined);
    if (ids === undefined) return undefined;
    read.push(ids);
  }
  const [only] = read;
  if (read.length === 1 && only !== undefined) return { ids: only };
  // A row that moved from one part to another between the answers may be in both.
  const all = new Set<number>();
  for (const ids of read) for (const id of ids) all.add(id);
  return { ids: Float64Array.from(all).sort() };
}

async function readPart(
  client: HaloClient,
  list: HaloList,
  part: Selection,
  knownTotal: number | undefined,
): Promise<Float64Array | undefined> {
  if (list.idOnly === undefined) return undefined;
  let before = knownTotal;
  for (let round = 1; round <= rounds; round += 1) {
    const ids = await readIds(client, list, list.idOnly, part);
    if (ids === undefined) return undefined;
    if (ids.length === before) return ids;
    const after = await countRows(client, list, part);
    if (after === undefined) return undefined;
    if (ids.length === after) return ids;
    before = after;
  }
  return undefined;
}

/**
 * How many rows the server counts in a selection; `undefined` when it does not count. A build that sends more rows than it
 * is asked for may be one that ignores paging, whose count is its own length; the second page tells which.
 *
 * @param part a selection that one request can ask for
 * @throws PagingIgnoredError when page numbers and the page size make no difference
 */
export async function countRows(client: HaloClient, list: HaloList, part: Selection): Promise<number | undefined> {
  const first = await readPage(client, list, part, 1, 1);
  if (first.sent <= 1 || (first.total ?? 0) > first.sent) return first.total;
  const second = await readPage(client, list, part, 2, 1);
  if (second.sent === 0) return first.total;
  if (isSame(first.ids, second.ids)) {
    throw new PagingIgnoredError(list.name, `${first.sent} rows came where 1 was asked for, on every page`);
  }
  return undefined;
}

async function readIds(
  client: HaloClient,
  list: HaloList,
  parameter: string,
  selection: Selection,
): Promise<Float64Array | undefined> {
  const body = await readBody(client, list, { ...selectionParams(list, selection), [parameter]: 'true' });
  if (body === undefined) return undefined;
  const { rows } = readListAnswer(list.name, list.key, body);
  const ids = new Float64Array(rows.length);
  rows.forEach((row, index) => {
    ids[index] = numberOf(list, row['id']) ?? 0;
  });
  ids.sort();
  // An id that comes twice, or none, fills the place of another in the count, and that one would pass for deleted.
  return ids.some((id, index) => id === 0 || id === ids[index + 1]) ? undefined : ids;
}

/** A build that refuses the parameter does not honour it: that is no error, deletions are then confirmed one by one. */
async function readBody(client: HaloClient, list: HaloList, params: Record<string, string>): Promise<unknown> {
  try {
    return (await client.list(list.name, list.endpoint, params)).body;
  } catch (error) {
    if (error instanceof RequestRefusedError) return undefined;
    throw error;
  }
}
