import { z } from 'zod';

import { Ticket } from '../../records/tickets/tickets.js';
import { writeErrors } from '../error-codes.js';
import { defineFunction } from '../define.js';
import { idempotencyKey } from '../writing/key.js';
import { create } from '../writing/create.js';
import { sentFields, writeModel } from '../writing/model.js';
import { writeOptions } from '../writing/options.js';
import { writeResult } from '../writing/result.js';
import { ticketFields } from './fields.js';
import { ticketKind } from './kind.js';
import { placeTicket } from './place.js';

const model = writeModel(ticketFields, { required: ['summary'] });

export const createTicket = defineFunction({
  name: 'create-ticket',
  description: 'Open a ticket',
  instructions:
    'Use it to open a new ticket. Give the contact who asks, or at least the customer, so that it is not left with the tenant\'s "unknown" customer. Look for an open ticket about the same thing first (search-tickets). Give an idempotency_key, such as the id of the alert or message, so that a repeated call does not open a second ticket. The tenant\'s rules may change the team, priority or type: changed_by_rules tells.',
  scopes: ['edit:tickets', 'read:customers'],
  marks: { readOnly: false, idempotent: 'with_key', destructive: false },
  cost: { usual: 7, most: 56, when: 'a tenant that does not filter by the key, and 2,000 tickets of two days' },
  errors: [...writeErrors, 'halo_key_in_use', 'halo_too_large'],
  example: {
    summary: 'Printer on the second floor is offline',
    details: 'It stopped this morning.\nError light is on.',
    customer_id: '21',
    priority: 'High',
    idempotency_key: 'alert-2026-11-26-0042',
  },
  input: z.strictObject({ ...model.shape, idempotency_key: idempotencyKey, ...writeOptions }),
  output: writeResult(Ticket.schema),
  run: async (call, { idempotency_key: key, dry_run: isDryRun, ...fields }) => {
    const placed = await placeTicket(call, fields);
    const sent = await sentFields(call, model, { ...fields, ...placed.fields }, undefined, placed.problems);
    return create(call, ticketKind, { sent, key, isDryRun });
  },
});
