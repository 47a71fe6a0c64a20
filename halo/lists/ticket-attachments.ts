import { IncompleteListError, UnreadableAnswerError } from '../errors.js';
import type { HaloClient } from '../transport/client.js';
import { isRow, toId, type HaloRow } from '../values/rows.js';
import { readListAnswer } from './answer.js';
import type { SetupList } from './lists.js';
import { readRows } from './page-rows.js';

/**
 * The attachments of a ticket, all in one answer (halo-api.md §4.9), each with the ticket that it was asked for, which rows
 * do not name.
 *
 * @throws IncompleteListError when the server counts more than it sent
 * @throws UnreadableAnswerError when the answer is about another ticket, as from a build that ignores `ticket_id`
 */
export async function readAttachments(
  client: HaloClient,
  list: SetupList,
  ticketId: number,
): Promise<{ rows: readonly HaloRow[]; oddities: readonly string[] }> {
  const { body } = await client.list(list.name, list.endpoint, { ...list.params, ticket_id: String(ticketId) });
  const { rows: sent, recordCount = 0 } = readListAnswer(list.name, list.key, body);
  const asked = isRow(body) ? toId(body['ticket_id']) : undefined;
  if ((asked ?? ticketId) !== ticketId || sent.some((row) => (toId(row['faultid']) ?? ticketId) !== ticketId)) {
    throw new UnreadableAnswerError(list.name, `attachments of another ticket came for ticket ${ticketId}`);
  }
  if (recordCount > sent.length) {
    throw new IncompleteListError(list.name, `${sent.length} rows came and the server counts ${recordCount}`);
  }
  const { rows, oddities } = readRows(sent, `among the attachments of ticket ${ticketId}`);
  return { rows: rows.map((row) => ({ ...row, ticket_id: ticketId })), oddities };
}
