import { IncompleteListError, UnreadableAnswerError } from '../errors.js';
import type { HaloClient } from '../transport/client.js';
import { isRow, toId, type HaloRow } from '../values/rows.js';
import { readListAnswer } from './answer.js';
import type { SetupList } from './description.js';
import { readRows } from './page-rows.js';

/** What names the ticket, in an item, in actions and in the envelope of the list (halo-api.md §6.11). */
const ownerKeys = ['ticket_id', 'faultid'];

/**
 * The attachments of a ticket, all in one answer (halo-api.md §4.9), the oldest first, each with the ticket that it was asked
 * for, which rows do not name.
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
  const isOther = (row: HaloRow): boolean => ownerKeys.some((key) => (toId(row[key]) ?? ticketId) !== ticketId);
  if ((isRow(body) && isOther(body)) || sent.some(isOther)) {
    throw new UnreadableAnswerError(list.name, `attachments of another ticket came for ticket ${ticketId}`);
  }
  if (recordCount > sent.length) {
    throw new IncompleteListError(list.name, `${sent.length} rows came and the server counts ${recordCount}`);
  }
  const { rows, oddities } = readRows(sent, `among the attachments of ticket ${ticketId}`);
  const owned = rows.map((row): HaloRow => ({ ...row, ticket_id: ticketId }));
  return { rows: owned.sort((one, other) => (toId(one['id']) ?? 0) - (toId(other['id']) ?? 0)), oddities };
}
