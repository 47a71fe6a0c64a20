import { ListNotServedError, NotFoundError, PermissionDeniedError } from '../../halo/errors.js';
import type { HaloRow } from '../../halo/values/rows.js';
import type { Call } from '../call.js';
import { opportunityKind, projectKind, ticketKind, type TicketKind } from './kind.js';

/** A record of the table of tickets, with the kind by which it is read and changed. */
export interface FoundTicket {
  readonly kind: TicketKind;
  readonly row: HaloRow;
}

/** In the order in which they are asked: most ids are those of tickets. */
const kinds = [ticketKind, projectKind, opportunityKind] as const;

/** Most requests that an id costs more when it is that of a project or an opportunity. */
export const elsewhere = 2;

interface Search<Found> {
  readonly found: Found | undefined;
  /** What could not be looked at for want of a permission. */
  readonly unread: readonly TicketKind[];
}

/**
 * Asks the kinds one after the other until one of them finds something. Projects and opportunities need permissions of
 * their own: without one of these, and on a Halo without such a list, the others are asked all the same.
 *
 * @param first the kind that is asked first
 */
export async function searchKinds<Found>(
  look: (kind: TicketKind) => Promise<Found | undefined>,
  first: TicketKind = ticketKind,
): Promise<Search<Found>> {
  const unread: TicketKind[] = [];
  for (const kind of new Set([first, ...kinds])) {
    const found = await look(kind).catch((error: unknown) => {
      const isDenied = error instanceof PermissionDeniedError;
      if (kind === ticketKind || !(isDenied || error instanceof ListNotServedError)) throw error;
      if (isDenied) unread.push(kind);
      return undefined;
    });
    if (found !== undefined) return { found, unread };
  }
  return { found: undefined, unread };
}

/** The row of an id as its sync reads it. @throws NotFoundError */
export async function requireTicket(call: Call, id: string): Promise<FoundTicket> {
  return required(id, await searchRows(call, id));
}

/**
 * The row of a record whose item was found, as its sync reads it: a build may show the item of a project among tickets.
 *
 * @returns what was found by its item when no list shows it any more
 */
export async function rowOfItem(call: Call, id: string, item: FoundTicket): Promise<FoundTicket> {
  return (await searchRows(call, id, item.kind)).found ?? item;
}

/** Everything that Halo tells of an id. @throws NotFoundError */
export async function requireTicketItem(call: Call, id: string): Promise<FoundTicket> {
  return required(id, await searchItems(call, id));
}

/** The same. @returns `undefined` when Halo shows no such record, or a deleted one */
export async function findTicketItem(call: Call, id: string): Promise<FoundTicket | undefined> {
  return (await searchItems(call, id)).found;
}

function searchItems(call: Call, id: string): Promise<Search<FoundTicket>> {
  return searchKinds(async (kind) => {
    const row = await kind.item(call, id);
    return row && { kind, row };
  });
}

/**
 * By the lists first, and by the items of those that do not know the parameter. What no list shows may be a ticket all the
 * same, which is read by its id.
 */
async function searchRows(call: Call, id: string, first?: TicketKind): Promise<Search<FoundTicket>> {
  const listed = await searchKinds(async (kind) => {
    const { row, isTold } = await kind.listed(call, id);
    const found = row ?? (isTold ? undefined : await kind.item(call, id));
    return found && { kind, row: found };
  }, first);
  if (listed.found !== undefined) return listed;
  const item = await ticketKind.item(call, id);
  return { ...listed, found: item && { kind: ticketKind, row: item } };
}

function required(id: string, { found, unread }: Search<FoundTicket>): FoundTicket {
  if (found !== undefined) return found;
  const lists = unread.map(({ list: { name, scope } }) => `${name} (${scope})`).join(' and ');
  const remark = lists === '' ? '' : `Not looked at, because the permission is missing: ${lists}.`;
  throw new NotFoundError(`ticket, project or opportunity ${id}`, remark);
}
