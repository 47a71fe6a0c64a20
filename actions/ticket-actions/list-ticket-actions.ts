import { z } from 'zod';

import { described } from '../../records/described.js';
import { TicketAction } from '../../records/ticket-actions/ticket-actions.js';
import { defineFunction } from '../define.js';
import { idInput } from '../fields/plain.js';
import { requireTicket } from '../tickets/find.js';
import { readConversation } from './conversation.js';

const usualSize = 50;
const mostBelow = 20;

export const listTicketActions = defineFunction({
  name: 'list-ticket-actions',
  description: 'Read the notes, replies and time entries of a ticket, private notes included, the newest first',
  instructions:
    'Use it to read the conversation and the work on a ticket. Private notes are read one by one, because Halo leaves them out of its list, so a ticket with many costs many requests; is_whole is false when some older ones were not looked for.',
  scopes: ['read:tickets'],
  marks: { readOnly: true, idempotent: true, destructive: false },
  cost: { usual: 4, most: 80, when: 'private notes, read one by one' },
  errors: ['halo_not_found', 'halo_too_large'],
  example: { ticket_id: '1042' },
  input: z.strictObject({
    ticket_id: idInput('Ticket, project or opportunity, by id.'),
    limit: described(
      z.int().min(1).max(500).optional(),
      `How many of the newest actions of Halo's list to read. Default: ${usualSize}.`,
    ),
    without_private: described(
      z.boolean().optional(),
      'Leave out private notes, which have to be read one by one. Default: false.',
    ),
  }),
  output: z.object({
    actions: described(z.array(TicketAction.schema), 'Actions as their sync saves them, the newest first.'),
    is_whole: described(z.boolean(), 'Whether these are all actions that the agent may see.'),
  }),
  run: async (call, { ticket_id: id, limit = usualSize, without_private: isPublicOnly = false }) => {
    const extent = { limit, mostBelow, isPublicOnly };
    const { actions, isWhole } = await readConversation(call, Number(id), extent);
    // The list of a ticket that does not exist is empty as well.
    if (actions.length === 0) await requireTicket(call, String(id));
    return { actions, is_whole: isWhole };
  },
});
