import { readListAnswer } from './answer.js';
import type { HaloClient } from '../transport/client.js';
import { IncompleteListError } from '../errors.js';
import type { SetupList } from './description.js';
import type { HaloRow } from '../values/rows.js';

/**
 * Reads a small set-up list, which answers everything at once without paging (halo-api.md §3.6, §4.1): as a bare array
 * on all builds that were seen. In an envelope the answer might be a first page, whose `record_count` is its own length
 * (halo-api.md §3.5); its length is then compared with the total of a paged request.
 *
 * @param isOptional whether the list only adds to what others hold, so that it may be refused or missing
 * @throws IncompleteListError when the server counts more rows than it sent
 */
export async function readSetupList(
  client: HaloClient,
  list: SetupList,
  { isOptional = false } = {},
): Promise<readonly HaloRow[]> {
  // As an item is: so that a refusal takes one new token a run at most, and a missing list is no missing Halo.
  const answer = await client[isOptional ? 'item' : 'list'](list.name, list.endpoint, list.params);
  const { rows, recordCount } = readListAnswer(list.name, list.key, answer.body);
  if (Array.isArray(answer.body)) return rows;
  const paged = { ...list.params, pageinate: 'true', page_no: '1', page_size: '1' };
  const { body } = await client.list(list.name, list.endpoint, paged);
  const total = Math.max(recordCount ?? 0, readListAnswer(list.name, list.key, body).recordCount ?? 0);
  if (total > rows.length) {
    throw new IncompleteListError(list.name, `${rows.length} rows came and the server counts ${total}`);
  }
  return rows;
}
