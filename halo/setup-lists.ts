import { readListAnswer } from './answer.js';
import type { HaloClient } from './client.js';
import { IncompleteListError } from './errors.js';
import type { SetupList } from './lists.js';
import type { HaloRow } from './rows.js';

/**
 * Reads a small set-up list, which answers everything at once without paging (halo-api.md §3, §4.1).
 *
 * @throws IncompleteListError when the envelope says that there are more rows than it holds
 */
export async function readSetupList(client: HaloClient, list: SetupList): Promise<readonly HaloRow[]> {
  const answer = await client.list(list.name, list.endpoint, list.params);
  const { rows, recordCount } = readListAnswer(list.name, list.key, answer.body);
  if (recordCount !== undefined && recordCount > rows.length) {
    throw new IncompleteListError(list.name, `${rows.length} rows came and the server counts ${recordCount}`);
  }
  return rows;
}
