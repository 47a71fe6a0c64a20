import type { HaloList } from './description.js';
import type { Page } from './page.js';
import type { HaloRow } from '../values/rows.js';
import { weightOf } from '../values/weight.js';

/**
 * Characters of one page that a run has room for: its text, its rows and the records of it are in memory at the same time,
 * and those of the page that is read ahead, in a runner whose heap is often 384 MB (nango-platform.md §17).
 */
const room = 8_000_000;

/** Characters of a page that a run survives when nothing else is read meanwhile, however seldom such a page comes. */
const mostRoom = 4 * room;

/** Rows of the first page of a reading where it is not known how long rows are: ten of three megabytes each fit. */
const cautious = 10;

/** A page that came. */
export interface PlacedPage {
  readonly page: Page;
  readonly number: number;
  /** The page size that was asked for. */
  readonly asked: number;
  /** The page size that the server gives. */
  readonly given: number;
  /** The most that can be asked for, as far as earlier pages have shown. */
  readonly most: number;
}

/** The page to read after another one. */
export interface NextPage {
  readonly number: number;
  /** Rows a page to ask for. */
  readonly size: number;
  /** The most that can be asked for, as far as the pages have shown. */
  readonly most: number;
  /** True when that is another size than before: then the page must show the last row of the page before. */
  readonly isResized: boolean;
  /** True when it had better be asked for only after the work on the page before is done. */
  readonly isLater: boolean;
  /** Characters of the longest row of the page. */
  readonly longest: number;
}

/**
 * Rows of the first page of a reading. What comes later follows the length of the rows before it (`nextPage`); of the
 * first page nothing is known but how long rows have been until now.
 *
 * @param most the most that may be asked for
 * @param longest characters of the longest row of the list that was ever read; 0 when that is not known
 */
export function firstPageSize({ hasLongTexts }: HaloList, most: number, longest: number): number {
  if (hasLongTexts !== true) return most;
  const fitting = longest === 0 ? cautious : Math.floor(mostRoom / longest);
  return Math.max(1, Math.min(most, fitting));
}

/**
 * The same of the first page with which an execution goes on where another one ended: that one may have died of the page
 * that is due, so nothing that was known counts.
 */
export function resumedPageSize(list: HaloList, most: number, longest: number): number {
  return Math.min(firstPageSize(list, most, 0), firstPageSize(list, most, longest));
}

/**
 * What to read after a page. Rows of tickets may hold whole e-mails, so that a hundred of them may be more than a run has
 * memory for: pages become smaller after long rows, and larger after short ones.
 */
export function nextPage(placed: PlacedPage): NextPage {
  const { page, number, asked } = placed;
  const { weight, longest } = weighRows(page.rows);
  const isLater = weight > room;
  // Half of what fits, because the next rows may be longer.
  const fitting = Math.max(1, Math.floor((room * page.rows.length) / (2 * Math.max(1, weight))));
  // A page that is not full is the last one, or shows what the server gives at most.
  const given = page.sent < asked && placed.given <= asked ? Math.max(1, page.sent) : placed.given;
  const most = given < asked ? Math.min(placed.most, given) : placed.most;
  const last = (number - 1) * given + page.sent;
  let size = asked;
  // A server that sends more rows than it is asked for does not listen.
  if (isLater && given <= asked) size = Math.min(given, fitting);
  else if (given === asked) size = largerSize(asked, last, Math.min(most, fitting));
  if (size === asked) return { number: number + 1, size, most, isResized: false, isLater, longest };
  return { number: pageOfRow(last, size), size, most, isResized: true, isLater, longest };
}

/** The largest page size with which the page of the last row brings as many new rows as the next page would without it. */
function largerSize(asked: number, last: number, most: number): number {
  for (let size = most; size >= 2 * asked; size = Math.floor(size / 2)) {
    if (pageOfRow(last, size) * size - last >= asked) return size;
  }
  return asked;
}

/** The number of the page on which a row is, counted from 1. */
export function pageOfRow(row: number, size: number): number {
  return Math.floor((row - 1) / size) + 1;
}

function weighRows(rows: readonly HaloRow[]): { weight: number; longest: number } {
  let weight = 0;
  let longest = 0;
  for (const row of rows) {
    const length = weightOf(row);
    weight += length;
    if (length > longest) longest = length;
  }
  return { weight, longest };
}
