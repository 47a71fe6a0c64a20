import type { SetupList } from '../halo/lists/description.js';
import { readAttachments } from '../halo/lists/ticket-attachments.js';
import { toId } from '../halo/values/rows.js';
import { idInTicket } from './composite-fields.js';
import type { ChildSource } from './contract.js';
import { defineRecord } from './define.js';
import { externalId, flag, instant, quantity, reference, text } from './fields.js';
import { ticketList } from './tickets/list.js';
import { selectParents } from './tickets/selection.js';

/**
 * The model of a file of a ticket. Rows name no ticket (halo-api.md §6.11), so whoever reads them adds it as `ticket_id`.
 * What leads to the bytes (`link`, `download_url`, `s3url`) is left out: these are signed for a while, so they would be
 * different in every read, and open to whoever reads the record (halo-api.md §7.5).
 */
export const TicketAttachment = /* @__PURE__ */ defineRecord('TicketAttachment', () => ({
  id: idInTicket('Ticket and attachment, such as "4242:310".'),
  ticket_id: reference('ticket_id', 'Ticket.'),
  attachment_id: reference('id', 'Attachment.'),
  action_id: reference('action_id', 'Action of the ticket that it came with, where the row names it.'),
  file_name: text('filename', 'Name of the file.'),
  size_bytes: quantity('filesize', 'Size, in bytes.'),
  content_type: text('content_type', 'Media type, where the row names it.'),
  note: text('note', 'Note.'),
  description: text('desc', 'Description.'),
  is_image: flag('isimage', 'Whether Halo takes it for a picture; it was false for some that are.'),
  is_visible_to_contacts: flag('showforusers', 'Whether contacts may see it.'),
  is_shown_on_children: flag('showonchild', 'Whether it is shown on child tickets.'),
  is_shown_on_related: flag('showonrelated', 'Whether it is shown on related tickets.'),
  third_party_id: externalId('third_party_id', 'Id in another product.'),
  created_at: instant('datecreated', 'When it was added.'),
}));

/** The attachments of one ticket (`ticket_id`), all in one answer (halo-api.md §4.1, §4.9). */
export const attachmentList = {
  name: 'ticket attachments',
  endpoint: '/Attachment',
  key: 'attachments',
  params: {},
  scope: 'read:tickets',
} as const satisfies SetupList;

/** The attachments of tickets whose last action moved, as the list names them; never their content. */
export const ticketAttachments: ChildSource = {
  model: TicketAttachment.name,
  list: ticketList,
  readings: TicketAttachment.readings,
  depends: ['customers', 'ticket_types'],
  movedStamp: 'lastactiondate',
  numbering: 'sparse',
  select: selectParents,
  readChildren: async ({ client, complain }, parent) => {
    const { rows, oddities } = await readAttachments(client, attachmentList, parent);
    const records = rows.map((row) => TicketAttachment.map(row, undefined, complain));
    return { records, from: 1, oddities, hiddenFrom: undefined };
  },
  // The item is the file itself (halo-api.md §7.5), so the list is asked once more: one answer alone is not believed.
  readChild: async ({ client, complain }, parent, child) => {
    const { rows } = await readAttachments(client, attachmentList, parent);
    const row = rows.find(({ id }) => toId(id) === child);
    return row && TicketAttachment.map(row, undefined, complain);
  },
};
