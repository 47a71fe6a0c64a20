import { IncompleteListError } from '../errors.js';
import type { HaloList } from './description.js';
import type { Page } from './page.js';

/** The ids of a page that was read, and which page it was. */
export interface NumberedIds {
  readonly number: number;
  readonly ids: readonly number[];
}

/**
 * The server's count, where it can be one of all rows: some builds answer 0 past the end (halo-api.md §3.7), and a
 * count below the place of the page's last row counts something else.
 */
export function totalOf(page: Page, number: number, size: number): number | undefined {
  if (page.sent === 0 && page.total === 0 && number > 1) return undefined;
  const place = page.sent === 0 ? 0 : (number - 1) * size + page.sent;
  return page.total !== undefined && page.total < place ? undefined : page.total;
}

/**
 * How many rows a page really has. The first page tells: it is full whenever the server counts more, whatever was asked
 * for and whatever is echoed. Later the echo counts only where it says less, as under a cap that was lowered.
 *
 * @param known what earlier pages taught; 0 before the first
 * @param asked the page size that was asked for
 */
export function pageSizeOf(page: Page, number: number, known: number, asked: number): number {
  if (number > 1 && known > 0) return Math.max(page.sent, Math.min(known, page.size ?? known));
  const isFull = page.sent > asked || (page.sent > 0 && page.total !== undefined && page.sent < page.total);
  if (number === 1 && isFull) return page.sent;
  return page.size ?? asked;
}

/**
 * A page is the last one when the server counts no more rows than were due with it. Without a count a short page is the
 * last one only where the server says how many rows a full one has; else an empty or a repeated page ends the list.
 */
export function isEnd(page: Page, total: number | undefined, number: number, size: number): boolean {
  if (total === undefined) return page.size !== undefined && page.sent < page.size;
  return (number - 1) * size + page.sent >= total;
}

/** True for a page with the very rows of one before it: some builds send their last page again past the end. */
export function comesAgain(page: NumberedIds, previous: NumberedIds | undefined): boolean {
  return previous !== undefined && page.number > previous.number && isSame(page.ids, previous.ids);
}

/** True for two pages with the same rows. */
export function isSame(ids: readonly number[], others: readonly number[]): boolean {
  return ids.length === others.length && ids.every((id, index) => id === others[index]);
}

/**
 * An empty page is the end only when the server counts no more rows than the pages before it hold.
 *
 * @throws IncompleteListError
 */
export function checkEmptyEnd(list: HaloList, total: number | undefined, number: number, size: number): void {
  if (total !== undefined && total > (number - 1) * size) {
    throw new IncompleteListError(list.name, `page ${number} is empty although the server counts ${total} rows`);
  }
}
