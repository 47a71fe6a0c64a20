import { readListAnswer } from './answer.js';
import type { HaloClient } from '../transport/client.js';
import { readDate } from '../values/dates.js';
import type { HaloList } from './description.js';

/**
 * The server's clock: the `Date` header of an answer. Where a gateway strips it, the stamp of the row that was changed
 * last is used, which is never later than the server's clock. The runner's clock is never used for data: it may be
 * wrong.
 *
 * @param dateHeader the time that came with an answer, if one did
 * @returns ISO 8601, or the empty string when nothing tells the time; a watermark must not move then
 */
export async function readServerTime(
  client: HaloClient,
  list: HaloList,
  dateHeader: string | undefined,
): Promise<string> {
  if (dateHeader !== undefined) return dateHeader;
  const answer = await client.list(list.name, list.endpoint, {
    ...list.params,
    pageinate: 'true',
    page_no: '1',
    page_size: '1',
    order: list.stamps[0] ?? 'id',
    orderdesc: 'true',
  });
  if (answer.serverTime !== undefined) return answer.serverTime;
  const row = readListAnswer(list.name, list.key, answer.body).rows[0] ?? {};
  // Only the stamp of the change: others may lie ahead of the clock, such as the day for which a ticket is planned.
  const stamp = list.stamps.find((key) => typeof readDate(row[key]) === 'string');
  return (stamp === undefined ? undefined : readDate(row[stamp])) ?? '';
}
