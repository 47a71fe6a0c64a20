import { z } from 'zod';

import { Ticket } from '../../records/tickets/tickets.js';
import { defineFunction } from '../define.js';
import { writeErrors } from '../error-codes.js';
import { idInput } from '../fields/plain.js';
import { shownNames, writeModel } from '../writing/model.js';
import { updateOptions } from '../writing/options.js';
import { writeResult } from '../writing/result.js';
import { changeTicket } from './change.js';
import { ticketFields } from './fields.js';
import { elsewhere } from './find.js';

const model = writeModel(ticketFields);

export const updateTicket = defineFunction({
  name: 'update-ticket',
  description: 'Change fields of a ticket',
  instructions:
    'It changes the fields that are given; fields that are left out keep their values. Use close-ticket, reopen-ticket and assign-ticket for these steps, and add-note or reply-to-ticket to say something. Give expected_updated_at when the change depends on what you have read. A ticket moves to another customer only together with a site or a contact of that customer.',
  scopes: ['edit:tickets', 'read:customers'],
  marks: { readOnly: false, idempotent: true, destructive: false },
  cost: { usual: 8, most: 18, elsewhere },
  errors: [...writeErrors, 'halo_not_found', 'halo_record_changed'],
  example: { ticket_id: '1042', status: 'In Progress', team: '1st Line Support' },
  input: z.strictObject({
    ticket_id: idInput('Ticket, project or opportunity, by id.'),
    ...model.shape,
    ...updateOptions,
  }),
  output: writeResult(Ticket.schema),
  run: async (call, input) => changeTicket(call, model, input, { fields: shownNames(model, input) }),
});
