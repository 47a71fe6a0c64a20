import { z } from 'zod';

import { described } from '../../records/described.js';
import { Ticket } from '../../records/tickets/tickets.js';
import { defineFunction } from '../define.js';
import { writeErrors } from '../error-codes.js';
import { wantedSchema } from '../fields/named.js';
import { idInput } from '../fields/plain.js';
import { updateOptions } from '../writing/options.js';
import { writeResult } from '../writing/result.js';
import { elsewhere } from './find.js';
import { moveTicket } from './move.js';

export const reopenTicket = defineFunction({
  name: 'reopen-ticket',
  description: 'Open a closed ticket again',
  instructions:
    "The ticket gets the tenant's status for reopened tickets, or the open status that is given. A ticket that is open stays as it is.",
  scopes: ['edit:tickets'],
  marks: { readOnly: false, idempotent: true, destructive: false },
  cost: { usual: 7, most: 9, elsewhere },
  errors: [...writeErrors, 'halo_not_found', 'halo_record_changed'],
  example: { ticket_id: '1042' },
  input: z.strictObject({
    ticket_id: idInput('Ticket, project or opportunity, by id.'),
    status: described(
      wantedSchema.optional(),
      'Status that it gets, by name or id. Default: the usual one of the tenant. Halo: status_id.',
    ),
    ...updateOptions,
  }),
  output: writeResult(Ticket.schema),
  run: (call, input) => moveTicket(call, 'open', input),
});
