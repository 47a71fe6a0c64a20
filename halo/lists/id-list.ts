import { readListAnswer } from './answer.js';
import type { HaloClient } from '../transport/client.js';
import { RequestRefusedError, UnusableRowError } from '../errors.js';
import type { HaloList } from './lists.js';
import { readPage, selectionParams, type Selection } from './page.js';
import { toId } from '../values/rows.js';

/** Everything that exists in a selection at one moment. */
export interface Snapshot {
  /** Ascending. */
  ids: Float64Array;
}

/** How often the snapshot is taken again when the count beside it differs, because the tenant changes all the time. */
const rounds = 3;

/**
 * Requests all ids of a selection in one answer, an atomic snapshot of what exists (halo-api.md §3.2).
 *
 * A server that does not honour the parameter, or pages its answer, would return a part that looks complete (50 ids and a
 * `record_count` of 50). The length is therefore compared with the total of a paged request.
 *
 * @param knownTotal the total of a paged request made just before, which saves asking for it
 * @returns `undefined` when the tenant does not honour id-only lists
 */
export async function readSnapshot(
  client: HaloClient,
  list: HaloList,
  selection: Selection,
  knownTotal: number | undefined,
): Promise<Snapshot | undefined> {
  if (list.idOnly === undefined) return undefined;
  let before = knownTotal;
  for (let round = 1; round <= rounds; round += 1) {
    const ids = await readIds(client, list, list.idOnly, selection);
    if (ids === undefined) return undefined;
    if (ids.length === before) return { ids };
    const after = await countRows(client, list, selection);
    if (after === undefined) return undefined;
    if (ids.length === after) return { ids };
    before = after;
  }
  return undefined;
}

/** How many rows the server counts in a selection; `undefined` when it does not count. */
export async function countRows(client: HaloClient, list: HaloList, selection: Selection): Promise<number | undefined> {
  return (await readPage(client, list, selection, 1, 1)).total;
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
    const id = toId(row['id']);
    if (id === undefined) throw new UnusableRowError(list.name, 'an id-only row has no usable id');
    ids[index] = id;
  });
  ids.sort();
  // An id that comes twice fills the place of another in the count, and that one would pass for deleted.
  if (ids.some((id, index) => id === ids[index + 1])) {
    throw new UnusableRowError(list.name, 'an id comes twice in the list of ids');
  }
  return ids;
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
