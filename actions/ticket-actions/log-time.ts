import { z } from 'zod';

import { described } from '../../records/described.js';
import { TicketAction } from '../../records/ticket-actions/ticket-actions.js';
import { defineFunction } from '../define.js';
import { writeErrors } from '../error-codes.js';
import { idInput } from '../fields/plain.js';
import { idempotencyKey } from '../writing/key.js';
import { writeModel } from '../writing/model.js';
import { writeOptions } from '../writing/options.js';
import { writeResult } from '../writing/result.js';
import { addAction } from './add.js';
import { noteFields, outcomeInput, workFields } from './fields.js';

const model = writeModel({ ...workFields, ...noteFields }, { required: ['time_taken_hours'] });

export const logTime = defineFunction({
  name: 'log-time',
  description: 'Record time that was worked on a ticket',
  instructions:
    'Use it to log work, in hours (0.25 is a quarter of an hour), with a note of what was done. It is logged for the agent of this connection, whoever worked: Halo does not let a client choose. Give an idempotency_key so that a repeated call does not log the time twice.',
  scopes: ['edit:tickets'],
  marks: { readOnly: false, idempotent: 'with_key', destructive: false },
  cost: { usual: 11, most: 163, when: '56 private notes after the last other action, read one by one' },
  errors: [...writeErrors, 'halo_not_found', 'halo_key_in_use', 'halo_too_large'],
  example: {
    ticket_id: '1042',
    time_taken_hours: 0.5,
    note: 'Replaced the drum.',
    idempotency_key: 'work-2026-11-26-8',
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
  // The key is kept in the text, so there always is one.
  run: (call, { is_private: isPrivate = true, note, note_html: markup, ...input }) =>
    addAction(
      call,
      model,
      { ...input, ...(markup === undefined ? { note: note ?? 'Time' } : { note, note_html: markup }) },
      'time',
      { hiddenfromuser: isPrivate },
    ),
});
