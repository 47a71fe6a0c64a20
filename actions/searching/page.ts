import { readListAnswer, type ListAnswer } from '../../halo/lists/answer.js';
import type { HaloList } from '../../halo/lists/description.js';
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
 * What an answer says of its page. A server may give fewer rows than are asked for, and says then how many
 * (halo-api.md §3.4): the count of all rows is to be held against these.
 *
 * @param number of the page, from 1
 * @param size rows that were asked for
 */
export function pageOf(answer: ListAnswer, number: number, size: number): ListPage {
  const { rows, recordCount: total, pageSize = size } = answer;
  const isEnd = total === undefined ? rows.length < size : number * pageSize >= total;
  return { rows, total, isLast: rows.length === 0 || isEnd };
}

/** What a search answers beside its records (`pageOutput`). */
export function continuation({ total, isLast }: ListPage, number: number): { total?: number; next_cursor?: string } {
  return {
    ...(total === undefined ? {} : { total }),
    ...(isLast ? {} : { next_cursor: String(number + 1) }),
  };
}

/** The parameters for a page. @param size rows to ask for */
export function pagingParams(number: number, size: number): Record<string, string> {
  return { pageinate: 'true', page_no: String(number), page_size: String(size) };
}

/**
 * Reads a page of a list, archived records included unless the parameters leave them out.
 *
 * @param size rows to ask for
 */
export async function readPage(
  { client }: Call,
  { name, endpoint, key, params: always }: HaloList,
  params: Readonly<Record<string, string>>,
  page: number,
  size: number,
): Promise<ListPage> {
  const { body } = await client.list(name, endpoint, { ...always, ...params, ...pagingParams(page, size) });
  return pageOf(readListAnswer(name, key, body), page, size);
}
