import { z } from 'zod';

import { readAttachments } from '../../halo/lists/ticket-attachments.js';
import { described } from '../../records/described.js';
import { attachmentList, TicketAttachment } from '../../records/ticket-attachments.js';
import { defineFunction } from '../define.js';
import { idInput } from '../fields/plain.js';
import { elsewhere, requireTicket } from '../tickets/find.js';
import { toAttachment } from './kind.js';

export const listAttachments = defineFunction({
  name: 'list-attachments',
  description: 'List the files of a ticket',
  instructions:
    'Use it to see which files belong to a ticket: names, sizes, and who may see them. It does not return what is in them: the application downloads that through the proxy of Nango, with the attachment_id.',
  scopes: ['read:tickets'],
  marks: { readOnly: true, idempotent: true, destructive: false },
  cost: { usual: 1, most: 4, elsewhere },
  errors: ['halo_not_found'],
  example: { ticket_id: '1042' },
  input: z.strictObject({ ticket_id: idInput('Ticket, project or opportunity, by id.') }),
  output: z.object({
    attachments: described(z.array(TicketAttachment.schema), 'Files as their sync saves them, the oldest first.'),
  }),
  run: async (call, { ticket_id: ticket }) => {
    const { rows } = await readAttachments(call.client, attachmentList, Number(ticket));
    // The list of a ticket that does not exist is empty as well.
    if (rows.length === 0) await requireTicket(call, String(ticket));
    return { attachments: rows.map((row) => toAttachment(call, row)) };
  },
});
