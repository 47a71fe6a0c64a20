import { BlindAgentError } from '../../halo/errors.js';
import { isRow, markedRows } from '../../halo/values/rows.js';
import type { Run } from '../run.js';

/**
 * Called when a list is empty. An API-only agent that is a member of no team is shown nothing, without an error
 * (halo-api.md §1.5), so an empty list is only believed from an agent who belongs somewhere; an agent's record lists all
 * teams and marks its own (halo-api.md §6.8). Costs one request.
 *
 * @throws BlindAgentError
 */
export async function requireSight(run: Run): Promise<void> {
  const { body } = await run.client.item('the acting agent', '/Agent/me');
  if (!isRow(body) || !Array.isArray(body['teams'])) return;
  const teams = markedRows(body['teams'].filter(isRow), 'in_section');
  if (teams.length === 0) throw new BlindAgentError(run.source.list.name);
}
