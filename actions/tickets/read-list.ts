import { readListAnswer, type ListAnswer } from '../../halo/lists/answer.js';
import { supplementRows } from '../../halo/lists/supplements.js';
import { ticketList } from '../../records/tickets/list.js';
import { tickets } from '../../records/tickets/tickets.js';
import type { Call } from '../call.js';

/** An answer of the list of tickets, with what the sync asks for. */
export async function readTicketList(call: Call, params: Readonly<Record<string, string>>): Promise<ListAnswer> {
  const { params: carrying, supplements = [] } = await call.mapper(tickets);
  const { name, endpoint, key } = ticketList;
  const { body } = await call.client.list(name, endpoint, { ...carrying, ...params });
  const answer = readListAnswer(name, key, body);
  let { rows } = answer;
  // Custom fields that the query of one request has no room for.
  for (const supplement of rows.length === 0 ? [] : supplements) {
    rows = await supplementRows(call.client, ticketList, rows, { ...supplement, ...params });
  }
  return { ...answer, rows };
}
