import { z } from 'zod';

import { toFilterDate } from '../../halo/values/dates.js';
import { described } from '../../records/described.js';
import { Ticket, tickets } from '../../records/tickets/tickets.js';
import { choiceKinds } from '../choices/kinds.js';
import { defineFunction } from '../define.js';
import { wantedSchema } from '../fields/named.js';
import { idSchema } from '../fields/plain.js';
import { toTickets } from './kind.js';
import { readTicketList } from './read-list.js';
import { matching, readFilters } from '../searching/filters.js';
import { pageInput, pageOutput, searching } from '../searching/inputs.js';
import { continuation, pageOf, pagingParams } from '../searching/page.js';

const usual = 25;

export const searchTickets = defineFunction({
  ...searching,
  name: 'search-tickets',
  description: 'Find tickets by text and by what they belong to, the newest first',
  instructions:
    'Use it to find tickets: by words of their text, by customer, contact, agent, team, status or type, only open ones, or only those that changed since a time. All that is given must fit. Give next_cursor as cursor for more.',
  scopes: ['read:tickets'],
  cost: { usual: 5, most: 8 },
  example: { customer_id: '21', limit: 10 },
  input: z.strictObject({
    text: described(z.string().trim().min(2).max(200).optional(), 'Words to look for, as the search of Halo does.'),
    customer_id: described(idSchema.optional(), 'Only tickets of this customer.'),
    contact_id: described(idSchema.optional(), 'Only tickets of this contact.'),
    agent: described(wantedSchema.optional(), 'Only tickets of this agent, by name, e-mail address or id.'),
    team: described(wantedSchema.optional(), 'Only tickets of this team, by name or id.'),
    status: described(wantedSchema.optional(), 'Only tickets in this status, by name or id.'),
    ticket_type: described(wantedSchema.optional(), 'Only tickets of this type, by name or id.'),
    open_only: described(z.boolean().optional(), 'Only tickets that are not closed. Default: false.'),
    updated_since: described(
      z.iso.datetime({ offset: true }).optional(),
      'Only tickets that changed since this time, ISO 8601 with a zone.',
    ),
    ...pageInput({ usual, most: 100 }),
  }),
  output: z.object({
    tickets: described(z.array(Ticket.schema), 'Tickets as their sync saves them, the newest first.'),
    ...pageOutput,
  }),
  run: async (call, input) => {
    const { text, open_only: isOpenOnly, updated_since: since, limit = usual, cursor = '1' } = input;
    const number = Number(cursor);
    const filters = await readFilters(call, input, [
      { field: 'customer_id', parameter: 'client_id', key: 'client_id' },
      { field: 'contact_id', parameter: 'user_id', key: 'user_id' },
      { field: 'agent', parameter: 'agent_id', key: 'agent_id', kind: choiceKinds.agent },
      { field: 'team', parameter: 'team', key: 'team_id', kind: choiceKinds.team },
      { field: 'status', parameter: 'status_id', key: 'status_id', kind: choiceKinds.status },
      // The filter by type has this name; every `tickettype_*` is ignored (halo-api.md §2.2).
      { field: 'ticket_type', parameter: 'requesttype_id', key: 'tickettype_id', kind: choiceKinds.ticketType },
    ]);
    const answer = await readTicketList(call, tickets, {
      ...Object.fromEntries(filters.map(({ parameter, id }) => [parameter, id])),
      ...(text === undefined ? {} : { search: text }),
      ...(isOpenOnly === true ? { open_only: 'true' } : {}),
      ...(since === undefined ? {} : { lastupdatefromdate: toFilterDate(since) }),
      ...pagingParams(number, limit),
      ...{ order: 'id', orderdesc: 'true' },
    });
    const page = pageOf(answer, number, limit);
    return {
      tickets: await toTickets(call, matching(page.rows, filters)),
      ...continuation(page, number),
    };
  },
});
