import { shiftDate, toFilterDate } from '../../halo/values/dates.js';
import { toId, type HaloRow } from '../../halo/values/rows.js';
import { tickets } from '../../records/tickets/tickets.js';
import type { Call } from '../call.js';
import { TooLargeError } from '../errors.js';
import type { KeyPlace } from '../writing/kind.js';
import { readTicketList } from './read-list.js';

/** The field of a ticket for another product's id. */
const field = 'third_party_id_string';

/** How far back tickets are looked through where the tenant does not know the filter. */
const window = 2 * 86_400_000;
const pageSize = 100;
const mostPages = 20;

/**
 * A ticket's key is its `third_party_id_string`, which rows of the list carry and which is one of the list's filters
 * (halo-api.md §7.2). An unknown filter is ignored silently, which shows by rows that it should have left out
 * (halo-api.md §2.2): then the tickets of the same customer that were opened in the last two days are looked through.
 */
export const ticketKey: KeyPlace = {
  put: (body, key) => ({ ...body, [field]: key }),
  holds: (row, key) => row[field] === key,
  find: async (call, key, body) => {
    const filtered = await readPage(call, { [field]: key }, 1);
    const isFilter = filtered.every((row) => row[field] === key);
    const rows = isFilter ? filtered : await openedLately(call, body);
    return rows.filter((row) => row[field] === key).sort((a, b) => (toId(a['id']) ?? 0) - (toId(b['id']) ?? 0));
  },
};

/** Dates of opening are proven to filter, with this spelling (halo-api.md §2.2, §5.1). */
async function openedLately(call: Call, body: HaloRow): Promise<readonly HaloRow[]> {
  const now = new Date(Date.now()).toISOString();
  const customer = toId(body['client_id']);
  const params = {
    datesearch: 'dateoccured',
    startdate: toFilterDate(shiftDate(now, -window)),
    enddate: toFilterDate(shiftDate(now, window)),
    ...(customer === undefined ? {} : { client_id: String(customer) }),
  };
  const found: HaloRow[] = [];
  for (let page = 1; page <= mostPages; page += 1) {
    const rows = await readPage(call, params, page);
    found.push(...rows);
    if (rows.length < pageSize) return found;
  }
  throw new TooLargeError(
    'The number of tickets that were opened in two days, among which the key is looked for,',
    '2000',
  );
}

async function readPage(
  call: Call,
  params: Readonly<Record<string, string>>,
  page: number,
): Promise<readonly HaloRow[]> {
  const paging = { pageinate: 'true', page_no: String(page), page_size: String(pageSize) };
  return (await readTicketList(call, tickets, { ...params, ...paging })).rows;
}
