import { z } from 'zod';

import { described } from '../../records/described.js';
import { Ticket } from '../../records/tickets/tickets.js';
import { defineFunction } from '../define.js';
import { idInput } from '../fields/plain.js';
import { elsewhere, requireTicket } from './find.js';

export const getTicket = defineFunction({
  name: 'get-ticket',
  description: 'Read a ticket as it is now',
  instructions:
    'Use it when the id of a ticket is known and its values must be those of this moment; the synced record may be some minutes old. search-tickets finds ids.',
  scopes: ['read:tickets'],
  marks: { readOnly: true, idempotent: true, destructive: false },
  cost: { usual: 5, most: 7, elsewhere },
  errors: ['halo_not_found'],
  example: { ticket_id: '1042' },
  input: z.strictObject({ ticket_id: idInput('Ticket, project or opportunity, by id.') }),
  output: z.object({ ticket: described(Ticket.schema, 'The ticket, as its sync saves it.') }),
  run: async (call, { ticket_id: id }) => {
    const { kind, row } = await requireTicket(call, String(id));
    return { ticket: await kind.toRecord(call, row) };
  },
});
