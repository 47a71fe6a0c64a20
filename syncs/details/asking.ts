import { UnreadableAnswerError } from '../../halo/errors.js';
import { askItem } from '../../halo/lists/item.js';
import { idText } from '../../halo/lists/row-ids.js';
import type { HaloRow } from '../../halo/values/rows.js';
import type { DetailSource } from '../../records/contract.js';
import type { PagedRun } from '../run.js';

/**
 * Asks Halo for one detail. Costs a request.
 *
 * @param id the number of the row (`numberOf`)
 * @throws UnreadableAnswerError when another row comes than was asked for, and what the client throws for an item
 */
export async function askDetail(run: PagedRun, details: DetailSource, id: number): Promise<HaloRow> {
  const { list } = run.source;
  const row = await askItem(run.client, list, id, details.params);
  if (row === undefined) {
    throw new UnreadableAnswerError(`${list.name} ${idText(list, id)}`, 'another row came than was asked for');
  }
  run.countRead(1);
  return row;
}
