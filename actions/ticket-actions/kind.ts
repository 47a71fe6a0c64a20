import { z } from 'zod';

import { readAction, readActions } from '../../halo/lists/ticket-actions.js';
import { readDate } from '../../halo/values/dates.js';
import { toId } from '../../halo/values/rows.js';
import { actionContext } from '../../records/ticket-actions/context.js';
import { TicketAction } from '../../records/ticket-actions/ticket-actions.js';
import type { WritableKind } from '../writing/kind.js';
import { actionKey } from './key.js';

export type ActionRecord = z.output<typeof TicketAction.schema>;

/** Newest actions that are looked through for one of a certain id; an older one is read by its id. */
const newest = 20;

/** An action's id, as records carry it. */
export const actionIdSchema = z
  .string()
  .regex(/^[1-9]\d{0,14}:[1-9]\d{0,14}$/, 'expected ticket and action, such as "4242:3"');

/** The two parts of an action's id, which is unique in its ticket only (halo-api.md §6.1.3). */
export function partsOf(id: string): { ticket: number; action: number } {
  const [ticket = '', action = ''] = id.split(':');
  return { ticket: Number(ticket), action: Number(action) };
}

/** Actions: the notes, replies and time entries of tickets. */
export const actionKind: WritableKind<ActionRecord> = {
  name: 'ticket action',
  endpoint: '/Actions',
  params: {},
  idOf: (row) => {
    const [ticket, action] = [toId(row['ticket_id']), toId(row['id'])];
    return ticket === undefined || action === undefined ? undefined : `${ticket}:${action}`;
  },
  updatedAt: (row) => readDate(row['last_updated']) ?? undefined,
  read: async ({ client }, id) => {
    const { ticket, action } = partsOf(id);
    // As the sync does: from the list where it shows it, else by its id, because the list leaves private notes out.
    const { rows } = await readActions(client, ticket, newest);
    const row = rows.find((each) => toId(each['id']) === action) ?? (await readAction(client, ticket, action));
    return row && { ...row, ticket_id: ticket };
  },
  toRecord: (call, row) =>
    Promise.resolve(TicketAction.schema.parse(TicketAction.map(row, actionContext(call), call.complain))),
  key: actionKey,
};
