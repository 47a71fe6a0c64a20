import { toId, type HaloRow } from '../../halo/values/rows.js';
import type { Call } from '../call.js';
import { TooLargeError } from '../errors.js';
import { readPage } from '../searching/page.js';
import type { KeyPlace } from '../writing/kind.js';
import { contactKind } from './kind.js';

const pageSize = 50;
const mostPages = 4;

/**
 * An e-mail address as the key of a contact: whoever has it as the main address among the customer's contacts is meant, in
 * any case of letters. Those that are not archived come first, then the oldest.
 */
export function emailKey(customer: string): KeyPlace {
  return {
    put: (body) => body,
    holds: hasAddress,
    find: async (call, address) => {
      const rows = (await searchFor(call, customer, address)).filter((row) => hasAddress(row, address));
      const [first, ...others] = rows.sort((a, b) => rank(a) - rank(b) || idOf(a) - idOf(b));
      // The item carries what the list leaves out.
      return first === undefined ? [] : [(await contactKind.read(call, String(idOf(first)))) ?? first, ...others];
    },
  };
}

async function searchFor(call: Call, customer: string, address: string): Promise<HaloRow[]> {
  const found: HaloRow[] = [];
  for (let page = 1; page <= mostPages; page += 1) {
    const params = { client_id: customer, search: address };
    const { rows, isLast } = await readPage(call, contactKind.list, params, page, pageSize);
    found.push(...rows.filter((row) => String(toId(row['client_id'])) === customer));
    if (isLast) return found;
  }
  throw new TooLargeError('The number of contacts that Halo finds for the e-mail address', '200');
}

function hasAddress(row: HaloRow, address: string): boolean {
  const own = row['emailaddress'];
  return typeof own === 'string' && own.trim().toLowerCase() === address.toLowerCase();
}

function rank(row: HaloRow): number {
  return row['inactive'] === true ? 1 : 0;
}

function idOf(row: HaloRow): number {
  return toId(row['id']) ?? 0;
}
