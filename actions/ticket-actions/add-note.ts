import { z } from 'zod';

import { described } from '../../records/described.js';
import { TicketAction } from '../../records/ticket-actions/ticket-actions.js';
import { defineFunction } from '../define.js';
import { writeErrors } from '../error-codes.js';
import { flag, idInput } from '../fields/plain.js';
import { idempotencyKey } from '../writing/key.js';
import { writeModel } from '../writing/model.js';
import { writeOptions } from '../writing/options.js';
import { writeResult } from '../writing/result.js';
import { addAction } from './add.js';
import { newStatus, noteFields, outcomeInput } from './fields.js';

const model = writeModel({
  ...noteFields,
  is_important: flag('important', 'Mark it as important.'),
  new_status: newStatus,
});

export const addNote = defineFunction({
  name: 'add-note',
  description: 'Add a note to a ticket, private or visible to the contact; sends no e-mail',
  instructions:
    'Use it to write something down on a ticket. A note is private (agents only) unless is_private is false. It never sends an e-mail: use reply-to-ticket to answer the requester. Give an idempotency_key so that a repeated call does not write the note twice.',
  scopes: ['edit:tickets'],
  marks: { readOnly: false, idempotent: 'with_key', destructive: false },
  cost: { usual: 11, most: 164, when: '56 private notes after the last other action, read one by one' },
  errors: [...writeErrors, 'halo_not_found', 'halo_key_in_use', 'halo_too_large'],
  example: {
    ticket_id: '1042',
    note: 'Called Ana. She will restart it at noon.',
    idempotency_key: 'call-2026-11-26-17',
  },
  input: z.strictObject({
    ticket_id: idInput('Ticket, project or opportunity, by id.'),
    ...model.shape,
    is_private: described(
      z.boolean().optional(),
      'Whether contacts may not see it. Default: true. Halo: hiddenfromuser.',
    ),
    outcome: outcomeInput,
    idempotency_key: idempotencyKey,
    ...writeOptions,
  }),
  output: writeResult(TicketAction.schema),
  run: (call, { is_private: isPrivate = true, ...input }) =>
    addAction(call, model, input, isPrivate ? 'private_note' : 'public_note', { hiddenfromuser: isPrivate }),
});
