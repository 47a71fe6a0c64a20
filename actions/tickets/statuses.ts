import { InvalidInputError } from '../../halo/errors.js';
import { toId, type HaloRow } from '../../halo/values/rows.js';
import type { Call } from '../call.js';
import type { Wanted } from '../choices/choices.js';
import { InvalidChoiceError } from '../choices/invalid-choice.js';
import { choiceKinds, type Choice } from '../choices/kinds.js';

/** Halo's built-in "Closed" and "New" (halo-api.md §6.3). */
const builtIn = { closed: '9', open: '1' };

/** What a tenant calls the status of a ticket that was opened again, if it has such a one. */
const reopened = /^re-?opened$/i;

/** One side of the statuses of a ticket. */
export type Side = 'open' | 'closed';

/** The statuses of both sides: closed ones are those that are gone when they are excluded (halo-api.md §6.9). */
async function statusesOf({ choices }: Call): Promise<Record<Side, readonly Choice[]>> {
  const all = await choices.all(choiceKinds.status);
  const openIds = new Set((await choices.all(choiceKinds.openStatus)).map(({ id }) => id));
  const isClosed = ({ id }: Choice): boolean =>
    openIds.size > 0 && openIds.size < all.length ? !openIds.has(id) : id === builtIn.closed;
  return { open: all.filter((status) => !isClosed(status)), closed: all.filter(isClosed) };
}

/**
 * The status that a ticket gets when it is closed or opened again; `undefined` when it is on that side already and none
 * was asked for.
 *
 * @throws InvalidInputError when the status asked for is on the other side, or none is obviously the usual one
 */
export async function statusFor(
  call: Call,
  side: Side,
  current: HaloRow,
  wanted: Wanted | undefined,
): Promise<string | undefined> {
  const statuses = (await statusesOf(call))[side];
  const refuse = (message: string): InvalidInputError =>
    new InvalidInputError(call.name, [{ field: 'status', message, valid_values: statuses.map(({ name }) => name) }]);
  if (wanted !== undefined) {
    try {
      const { id, name } = await call.choices.find(choiceKinds.status, wanted);
      if (statuses.some((status) => status.id === id)) return id;
      throw refuse(`the status "${name}" is not a status of ${side} tickets`);
    } catch (error) {
      throw error instanceof InvalidChoiceError ? refuse(error.message) : error;
    }
  }
  const now = String(toId(current['status_id']));
  if (statuses.some(({ id }) => id === now)) return undefined;
  const usual =
    (side === 'open' ? statuses.find(({ name }) => reopened.test(name)) : undefined) ??
    statuses.find(({ id }) => id === builtIn[side]) ??
    (statuses.length === 1 ? statuses[0] : undefined);
  if (usual === undefined) throw refuse(`name the status: the tenant has no obvious one for ${side} tickets`);
  return usual.id;
}
