import type { HaloClient } from '../transport/client.js';
import type { HaloRow } from '../values/rows.js';
import { readListAnswer } from './answer.js';
import { readItem } from './item.js';
import type { HaloList } from './description.js';
import { numberOf } from './row-ids.js';

/**
 * Asks for a page once more with other parameters, for custom fields that the query of one request has no room for
 * (halo-api.md §2.6), and joins what comes to the rows by their ids. A row that has moved to another page meanwhile is read
 * by itself: its item carries all its custom fields (halo-api.md §6.2).
 *
 * @param params all parameters of the request
 */
export async function supplementRows(
  client: HaloClient,
  list: HaloList,
  rows: readonly HaloRow[],
  params: Record<string, string>,
): Promise<readonly HaloRow[]> {
  const { body } = await client.list(list.name, list.endpoint, params);
  const others = new Map(readListAnswer(list.name, list.key, body).rows.map((row) => [numberOf(list, row['id']), row]));
  const joined: HaloRow[] = [];
  for (const row of rows) {
    const id = numberOf(list, row['id']) ?? 0;
    const other = others.get(id) ?? (await readItem(client, list, id));
    joined.push(other === undefined ? row : joinCustomFields(row, other));
  }
  return joined;
}

/** A row with the custom fields of another answer besides its own. */
function joinCustomFields(row: HaloRow, other: HaloRow): HaloRow {
  const more = fieldsOf(other);
  return more.length === 0 ? row : { ...row, customfields: [...fieldsOf(row), ...more] };
}

function fieldsOf({ customfields }: HaloRow): readonly unknown[] {
  return Array.isArray(customfields) ? customfields : [];
}
