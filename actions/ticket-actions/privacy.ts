import type { InputProblem } from '../../halo/errors.js';
import type { HaloRow } from '../../halo/values/rows.js';
import { actionContext, outcomeOf } from '../../records/ticket-actions/context.js';
import type { Call } from '../call.js';

/**
 * What is wrong with a wish for who may see an action, where the setting `private_outcomes` decides it: Halo's flag is not
 * written then, because the record would not show it, and a record that is sent back must change nothing.
 *
 * @returns no problem when the record says already what is wished; `undefined` when Halo's flag decides
 */
export function settledPrivacy(
  call: Call,
  row: HaloRow,
  wished: boolean | undefined,
): readonly InputProblem[] | undefined {
  const isSetPrivate = actionContext(call).privateOutcomes.find(...outcomeOf(row));
  if (isSetPrivate === undefined || wished === undefined) return undefined;
  if (isSetPrivate === wished) return [];
  const [, name = ''] = outcomeOf(row);
  const message = `the setting "private_outcomes" in the metadata of the connection says that actions with the outcome "${name}" are ${isSetPrivate ? '' : 'not '}private`;
  return [{ field: 'is_private', message }];
}
