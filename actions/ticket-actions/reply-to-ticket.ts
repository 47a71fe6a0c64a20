import { z } from 'zod';

import { TicketAction } from '../../records/ticket-actions/ticket-actions.js';
import { defineFunction } from '../define.js';
import { writeErrors } from '../error-codes.js';
import { idInput } from '../fields/plain.js';
import { idempotencyKey } from '../writing/key.js';
import { writeModel } from '../writing/model.js';
import { writeOptions } from '../writing/options.js';
import { writeResult } from '../writing/result.js';
import { addAction } from './add.js';
import { mailFields, newStatus, noteFields, outcomeInput } from './fields.js';

const model = writeModel({ ...noteFields, ...mailFields, new_status: newStatus });

export const replyToTicket = defineFunction({
  name: 'reply-to-ticket',
  description: 'Answer a ticket: sends an e-mail to the requester, and writes it down on the ticket',
  instructions:
    'Use it to tell the requester something. It sends a real e-mail to the contact of the ticket, or to the addresses in to. It cannot be taken back, so try it with dry_run first when in doubt, and give an idempotency_key so that a repeated call does not send it twice. For notes among agents use add-note.',
  scopes: ['edit:tickets'],
  marks: { readOnly: false, idempotent: 'with_key', destructive: false, emails: true },
  cost: { usual: 4, most: 5 },
  errors: [...writeErrors, 'halo_not_found', 'halo_key_in_use'],
  example: {
    ticket_id: '1042',
    note: 'The printer is back online. Please try again.',
    idempotency_key: 'reply-2026-11-26-3',
  },
  input: z.strictObject({
    ticket_id: idInput('Ticket, project or opportunity, by id.'),
    ...model.shape,
    outcome: outcomeInput,
    idempotency_key: idempotencyKey,
    ...writeOptions,
  }),
  output: writeResult(TicketAction.schema),
  run: (call, input) => addAction(call, model, input, 'reply', { hiddenfromuser: false, sendemail: true }),
});
