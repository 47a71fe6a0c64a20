import { z } from 'zod';

import { toId } from '../../halo/values/rows.js';
import { readAction, readActions } from '../../halo/lists/ticket-actions.js';
import { described } from '../../records/described.js';
import { TicketAction } from '../../records/ticket-actions/ticket-actions.js';
import { defineFunction } from '../define.js';
import { idInput } from '../fields/plain.js';
import { readHidden } from './hidden.js';
import { actionKind } from './kind.js';

const usualSize = 50;
const mostBelow = 20;

export const listTicketActions = defineFunction({
  name: 'list-ticket-actions',
  description: 'Read the notes, replies and time entries of a ticket, private notes included, the newest first',
  instructions:
    'Use it to read the conversation and the work on a ticket. Private notes are read one by one, because Halo leaves them out of its list, so a ticket with many costs many requests; is_whole is false when some older ones were not looked for.',
  scopes: ['read:tickets'],
  marks: { readOnly: true, idempotent: true, destructive: false },
  cost: { usual: 4, most: 85 },
  errors: ['halo_too_large'],
  example: { ticket_id: '1042' },
  input: z.strictObject({
    ticket_id: idInput('Ticket, by id.'),
    limit: described(z.int().min(1).max(500).optional(), `Newest actions of Halo's list. Default: ${usualSize}.`),
    without_private: described(
      z.boolean().optional(),
      'Leave private notes that have to be read one by one. Default: false.',
    ),
  }),
  output: z.object({
    actions: described(z.array(TicketAction.schema), 'Actions as their sync saves them, the newest first.'),
    is_whole: described(z.boolean(), 'Whether these are all actions that the agent may see.'),
  }),
  run: async (call, { ticket_id: id, limit = usualSize, without_private: isPublicOnly = false }) => {
    const ticket = Number(id);
    const { rows } = await readActions(call.client, ticket, limit);
    const shown = new Set(rows.flatMap((row) => toId(row['id']) ?? []));
    const from = rows.length < limit ? 1 : Math.min(...shown);
    const hidden = isPublicOnly
      ? { actions: [], isWhole: false }
      : await readHidden({ shown, from, mostBelow }, (action) => readAction(call.client, ticket, action));
    const all = [...rows, ...hidden.actions].toSorted((a, b) => (toId(b['id']) ?? 0) - (toId(a['id']) ?? 0));
    return {
      actions: await Promise.all(all.map((row) => actionKind.toRecord(call, { ...row, ticket_id: ticket }))),
      is_whole: from === 1 && hidden.isWhole,
    };
  },
});
