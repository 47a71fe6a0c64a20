import { readListAnswer } from '../../halo/lists/answer.js';
import { UnreadableAnswerError } from '../../halo/errors.js';
import { toId, type HaloRow } from '../../halo/values/rows.js';
import { attachmentList } from '../../records/ticket-attachments.js';
import type { Call } from '../call.js';

/** The attachments of a ticket, oldest first, each with the ticket's id, which rows lack (halo-api.md §6.11). */
export async function readAttachments(call: Call, ticket: number): Promise<readonly HaloRow[]> {
  const { name, endpoint, key, params } = attachmentList;
  const { body } = await call.client.list(name, endpoint, { ...params, ticket_id: String(ticket) });
  const { rows } = readListAnswer(name, key, body);
  // A build that ignores ticket_id would answer the files of other tickets.
  if (rows.some((row) => (toId(row['ticket_id']) ?? ticket) !== ticket)) {
    throw new UnreadableAnswerError(name, `attachments of other tickets came for ticket ${ticket}`);
  }
  return rows
    .map((row): HaloRow => ({ ...row, ticket_id: ticket }))
    .toSorted((a, b) => (toId(a['id']) ?? 0) - (toId(b['id']) ?? 0));
}
