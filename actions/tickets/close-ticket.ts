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

export const closeTicket = defineFunction({
  name: 'close-ticket',
  description: 'Close a ticket',
  instructions:
    "The ticket gets the tenant's usual closed status, or the closed status that is given. A ticket that is closed already stays as it is. To write a last note, use add-note before, or give reply-to-ticket a closed status as new_status.",
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
  run: (call, input) => moveTicket(call, 'closed', input),
});
