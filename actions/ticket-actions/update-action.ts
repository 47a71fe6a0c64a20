import { z } from 'zod';

import { described } from '../../records/described.js';
import { TicketAction } from '../../records/ticket-actions/ticket-actions.js';
import { defineFunction } from '../define.js';
import { writeErrors } from '../error-codes.js';
import { flag } from '../fields/plain.js';
import { sentFields, shownNames, writeModel } from '../writing/model.js';
import { updateOptions } from '../writing/options.js';
import { writeResult } from '../writing/result.js';
import { ensureUnchanged, requireRow, update } from '../writing/update.js';
import { noteProblems } from './add.js';
import { noteFields, workFields } from './fields.js';
import { actionIdSchema, actionKind, partsOf } from './kind.js';
import { settledPrivacy } from './privacy.js';

const model = writeModel({
  ...noteFields,
  ...workFields,
  is_private: flag('hiddenfromuser', 'Whether contacts may not see it.'),
  is_important: flag('important', 'Whether it is marked as important.'),
});

export const updateAction = defineFunction({
  name: 'update-action',
  description: 'Change a note or a time entry of a ticket',
  instructions:
    'Use it to correct a note, its visibility or its time. What is left out stays. An e-mail that was sent is not sent again, and cannot be taken back.',
  scopes: ['edit:tickets'],
  marks: { readOnly: false, idempotent: true, destructive: false },
  cost: { usual: 3, most: 5 },
  errors: [...writeErrors, 'halo_not_found', 'halo_record_changed'],
  example: { action_id: '1042:3', is_important: true },
  input: z.strictObject({
    action_id: described(actionIdSchema, 'Action, by its id as records carry it: ticket and action, such as "4242:3".'),
    ...model.shape,
    ...updateOptions,
  }),
  output: writeResult(TicketAction.schema),
  run: async (call, input) => {
    const { action_id: id, note, note_html: markup } = input;
    const current = await requireRow(call, actionKind, id);
    await ensureUnchanged(call, actionKind, current, input.expected_updated_at, shownNames(model, input));
    const problems =
      note === undefined && markup === undefined ? [] : noteProblems({ ticket_id: id, note, note_html: markup }, true);
    const privacy = settledPrivacy(call, current, input.is_private);
    const asked = privacy === undefined ? input : { ...input, is_private: undefined };
    const sent = await sentFields(call, model, asked, current, [...problems, ...(privacy ?? [])]);
    const { ticket, action } = partsOf(id);
    // An update names both (halo-api.md §7.3).
    const fixed = { id: action, ticket_id: ticket };
    return update(call, actionKind, { id, current, sent, fixed, isDryRun: input.dry_run });
  },
});
