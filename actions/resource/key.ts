import type { HaloList } from '../../halo/lists/description.js';
import { isRow, toId, type HaloRow } from '../../halo/values/rows.js';
import type { Call } from '../call.js';
import { TooLargeError } from '../errors.js';
import { sameValue } from '../fields/field.js';
import type { KeyPlace } from '../writing/kind.js';
import { readPage } from '../searching/page.js';

const pageSize = 50;
const mostPages = 4;
/** Records of one name that are read for the key. */
const mostNamesakes = 10;

interface Place {
  readonly list: HaloList;
  /** Keys of Halo's for what people call a record; the first that a new record has is searched for. */
  readonly titles: readonly [string, ...string[]];
  /** Keys that the list can be narrowed by. */
  readonly within: readonly string[];
  readonly read: (call: Call, id: string) => Promise<HaloRow | undefined>;
}

/**
 * The key of a customer, site, contact or asset is a link to another product: `new_external_link` makes it, and the item
 * shows it among `external_links` (halo-api.md §7.2). Lists do not show links, so the search of the list finds those of the
 * same name, and their items are read. A record that was renamed meanwhile is not found.
 */
export function linkKey({ list, titles, within, read }: Place): KeyPlace {
  const holds = (row: HaloRow, key: string): boolean =>
    rowsOf(row['external_links']).some((link) => link['third_party_id'] === key);
  return {
    put: (body, key) => ({ ...body, new_external_link: { third_party_id: key } }),
    holds,
    find: async (call, key, body) => {
      const found: HaloRow[] = [];
      for (const id of await namesakes(call, body)) {
        const row = await read(call, String(id));
        if (row !== undefined && holds(row, key)) found.push(row);
      }
      return found;
    },
  };

  async function namesakes(call: Call, body: HaloRow): Promise<readonly number[]> {
    const title = titles.find((key) => typeof body[key] === 'string') ?? titles[0];
    const wanted = [title, ...within].filter((key) => body[key] !== undefined);
    const narrowed = Object.fromEntries(
      within.filter((key) => body[key] !== undefined).map((key) => [key, String(body[key])]),
    );
    const ids = new Set<number>();
    for (let page = 1; page <= mostPages; page += 1) {
      const { rows, isLast } = await readPage(call, list, { ...narrowed, search: String(body[title]) }, page, pageSize);
      for (const row of rows) {
        if (wanted.every((key) => sameValue(row[key], body[key]))) ids.add(toId(row['id']) ?? 0);
      }
      if (ids.size > mostNamesakes) break;
      if (isLast) return [...ids].sort((a, b) => a - b);
    }
    throw new TooLargeError(
      `The number of ${list.name} of that name, among which the key is looked for,`,
      String(mostNamesakes),
    );
  }
}

function rowsOf(value: unknown): readonly HaloRow[] {
  return Array.isArray(value) ? value.filter(isRow) : [];
}
