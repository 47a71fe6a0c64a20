import { UnreadableAnswerError } from '../../halo/errors.js';
import { isRow, toId, type HaloRow } from '../../halo/values/rows.js';
import type { DetailSource } from '../../records/contract.js';
import type { PagedRun } from '../run.js';

/**
 * Asks Halo for one detail. Costs a request.
 *
 * @throws UnreadableAnswerError when another row comes than was asked for, and what the client throws for an item
 */
export async function askDetail(run: PagedRun, details: DetailSource, id: number): Promise<HaloRow> {
  const { name, endpoint } = run.source.list;
  const { body } = await run.client.item(`${name} ${id}`, `${endpoint}/${id}`, { ...details.params });
  if (!isRow(body) || toId(body['id']) !== id) {
    throw new UnreadableAnswerError(`${name} ${id}`, 'another row came than was asked for');
  }
  run.countRead(1);
  return body;
}
