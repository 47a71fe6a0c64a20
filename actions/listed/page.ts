import { readListAnswer } from '../../halo/lists/answer.js';
import type { HaloList } from '../../halo/lists/lists.js';
import type { HaloRow } from '../../halo/values/rows.js';
import type { Call } from '../call.js';

/** A page of a list. */
export interface ListPage {
  readonly rows: readonly HaloRow[];
  /** How many rows there are, as Halo counts them. */
  readonly total: number | undefined;
  /** No page comes after this one. */
  readonly isLast: boolean;
}

/**
 * Reads a page of a list, archived records included unless the parameters leave them out.
 *
 * @param size rows to ask for: a server may give fewer, and says then how many (halo-api.md §3.4)
 */
export async function readPage(
  { client }: Call,
  { name, endpoint, key, params: always }: HaloList,
  params: Readonly<Record<string, string>>,
  page: number,
  size: number,
): Promise<ListPage> {
  const paging = { pageinate: 'true', page_no: String(page), page_size: String(size) };
  const { body } = await client.list(name, endpoint, { ...always, ...params, ...paging });
  const { rows, recordCount, pageSize = size } = readListAnswer(name, key, body);
  const isLast = rows.length === 0 || (recordCount === undefined ? rows.length < size : page * pageSize >= recordCount);
  return { rows, total: recordCount, isLast };
}
