import type { z } from 'zod';

import { readDate } from '../../halo/values/dates.js';
import { toId, type HaloRow } from '../../halo/values/rows.js';
import { readAttachments } from '../../halo/lists/ticket-attachments.js';
import { attachmentList, TicketAttachment } from '../../records/ticket-attachments.js';
import type { Call } from '../call.js';
import type { KeyPlace, WritableKind } from '../writing/kind.js';

export type AttachmentRecord = z.output<typeof TicketAttachment.schema>;

/** The field of an attachment for another product's id; rows of the list carry it (halo-api.md §7.2). */
const field = 'third_party_id';

/** A ticket has few files, so all of them are looked through. */
const attachmentKey: KeyPlace = {
  put: (body, key) => ({ ...body, [field]: key }),
  holds: (row, key) => row[field] === key,
  find: async (call, key, body) => {
    const ticket = toId(body['ticket_id']);
    if (ticket === undefined) return [];
    const { rows } = await readAttachments(call.client, attachmentList, ticket);
    return rows.filter((row) => attachmentKey.holds(row, key));
  },
};

/** Attachments: the files of tickets. */
export const attachmentKind: WritableKind<AttachmentRecord> = {
  name: 'ticket attachment',
  endpoint: '/Attachment',
  params: {},
  idOf: (row) => {
    const [ticket, attachment] = [toId(row['ticket_id']), toId(row['id'])];
    return ticket === undefined || attachment === undefined ? undefined : `${ticket}:${attachment}`;
  },
  updatedAt: (row) => readDate(row['datecreated']) ?? undefined,
  // The item is the file itself (halo-api.md §7.5), so the list is read.
  read: async (call, id) => {
    const [ticket] = id.split(':');
    const { rows } = await readAttachments(call.client, attachmentList, Number(ticket));
    return rows.find((row) => attachmentKind.idOf(row) === id);
  },
  toRecord: (call, row) => Promise.resolve(toAttachment(call, row)),
  key: attachmentKey,
};

/** An attachment as its sync saves it. */
export function toAttachment({ complain }: Call, row: HaloRow): AttachmentRecord {
  return TicketAttachment.schema.parse(TicketAttachment.map(row, undefined, complain));
}
