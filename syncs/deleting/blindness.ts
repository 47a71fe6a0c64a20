import { BlindAgentError } from '../../halo/errors.js';
import { isRow } from '../../halo/values/rows.js';
import type { Run } from '../run.js';

/**
 * Called when a list is empty. An API-only agent without teams and departments is shown nothing, without an error
 * (halo-api.md §1.5), so an empty list is only believed from an agent who belongs somewhere. Costs one request.
 *
 * @throws BlindAgentError
 */
export async function requireSight(run: Run): Promise<void> {
  const { body } = await run.client.item('the acting agent', '/Agent/me');
  if (!isRow(body)) return;
  const belongings = [body['teams'], body['departments']];
  const isKnown = belongings.some(Array.isArray);
  const belongsSomewhere = belongings.some((list) => Array.isArray(list) && list.length > 0);
  if (isKnown && !belongsSomewhere) throw new BlindAgentError(run.source.list.name);
}
