import type { z } from 'zod';

import { NotFoundError } from '../../halo/errors.js';
import { readDate } from '../../halo/values/dates.js';
import { isRow, toId, type HaloRow } from '../../halo/values/rows.js';
import { Ticket, tickets } from '../../records/tickets/tickets.js';
import type { Call } from '../call.js';
import type { WritableKind } from '../writing/kind.js';
import { ticketKey } from './key.js';
import { readTicketList } from './read-list.js';

export type TicketRecord = z.output<typeof Ticket.schema>;

/** Without these the answer has 180 kB (halo-api.md §7.6). */
const shortAnswer = {
  includedetails: 'false',
  includetickettype: 'false',
  includeuser: 'false',
  includepriority: 'false',
  idonly: 'true',
};

export const ticketKind: WritableKind<TicketRecord> = {
  name: 'ticket',
  endpoint: '/Tickets',
  params: shortAnswer,
  idOf: (row) => toId(row['id'])?.toString(),
  updatedAt: (row) => {
    // Three spellings, by build (halo-api.md §6.3).
    const stamp = readDate(row['last_update'] ?? row['flastupdate'] ?? row['lastupdate']);
    return stamp ?? undefined;
  },
  read: readTicketRow,
  toRecord: async (call, row) => {
    const [record] = await toTickets(call, [row]);
    if (record === undefined) throw new TypeError('The mapping of tickets gave no record for a row');
    return record;
  },
  key: ticketKey,
};

/** Tickets as their sync saves them. */
export async function toTickets(call: Call, rows: readonly HaloRow[]): Promise<TicketRecord[]> {
  const mapper = await call.mapper(tickets);
  const records = await mapper.map(rows);
  return records.map((record) => Ticket.schema.parse(record));
}

/**
 * The row of one ticket. The list is asked first, because the sync reads it: its rows differ from the item
 * (halo-api.md §6). A ticket that the list does not show, such as a project of another list, or on a build that does not
 * know `ticketids`, is read by its id.
 */
async function readTicketRow(call: Call, id: string): Promise<HaloRow | undefined> {
  const { rows } = await readTicketList(call, { ticketids: id, pageinate: 'true', page_no: '1', page_size: '1' });
  return rows.find((row) => String(toId(row['id'])) === id) ?? readTicketItem(call, id);
}

/** Everything that Halo tells of one ticket. @returns `undefined` when it shows none, or a deleted one */
export async function readTicketItem(call: Call, id: string): Promise<HaloRow | undefined> {
  try {
    const { body } = await call.client.item(`ticket ${id}`, `/Tickets/${id}`, { includedetails: 'true' });
    return isRow(body) && body['deleted'] !== true && String(toId(body['id'])) === id ? body : undefined;
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}
