import { readListAnswer } from '../../../halo/lists/answer.js';
import type { HaloClient } from '../../../halo/transport/client.js';
import { toId, type HaloRow } from '../../../halo/values/rows.js';
import { cleanText } from '../../../halo/values/texts.js';
import type { SavedRecord } from '../../../records/contract.js';

/** All tickets that some parameters select, page by page: complete as long as tickets are only made and edited. */
export async function* ticketPages(
  client: HaloClient,
  params: Readonly<Record<string, string>>,
): AsyncGenerator<readonly HaloRow[]> {
  for (let page = 1, isLast = false; !isLast; page += 1) {
    const paging = { pageinate: 'true', page_no: String(page), page_size: '100', order: 'id', orderdesc: 'false' };
    const { body } = await client.list('tickets', '/Tickets', { ...params, ...paging });
    const { rows, recordCount = 0, pageSize = 1 } = readListAnswer('tickets', 'tickets', body);
    yield rows;
    isLast = page * pageSize >= recordCount;
  }
}

interface PlainTicket extends SavedRecord {
  summary: string | undefined;
  status_id: string;
  merged_into_id?: string;
}

export function toTicket(row: HaloRow): PlainTicket {
  const summary = typeof row['summary'] === 'string' ? cleanText(row['summary']) : undefined;
  const merged = toId(row['merged_into_id']);
  const ticket = { id: String(toId(row['id'])), summary, status_id: String(toId(row['status_id'])) };
  return merged === undefined ? ticket : { ...ticket, merged_into_id: String(merged) };
}
