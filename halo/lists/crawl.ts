import { IncompleteListError, RepeatedPageError } from '../errors.js';
import type { HaloList } from './lists.js';
import type { Page } from './page.js';
import { nextTurn, PageReader, type ListReading } from './page-reader.js';
import type { HaloRow } from '../values/rows.js';

/** The position of a crawl, from which another execution can continue. */
export interface CrawlPosition {
  /** The next page to read, from 1. */
  page: number;
  /** The highest id that was returned. */
  lastId: number;
  /** The server's count with the last page; -1 before the first page or when it does not count. */
  total: number;
  /** Rows a page that the server really gives, learned from the first page; 0 before it. */
  size: number;
}

export const crawlStart: CrawlPosition = { page: 1, lastId: 0, total: -1, size: 0 };

/** A step of a crawl: rows that this crawl has not returned before, and where to continue after them. */
export interface CrawlStep {
  rows: readonly HaloRow[];
  ids: readonly number[];
  position: CrawlPosition;
  serverTime: string | undefined;
  /** False when the answer does not echo the page size: then nothing shows that the server paged (halo-api.md §3.5). */
  isPaged: boolean;
  /** True when nothing is due after it. The list may end without such a step: at a page that is empty or comes again. */
  isLast: boolean;
  /** True for a full first page that counts only itself: it is either the whole list, or of a build that counts the rows sent. */
  countsOnlyItself: boolean;
}

export interface CrawlRequest extends ListReading {
  /** Continues until a page is empty or repeated, whatever the server counts. */
  readonly untilEmpty?: boolean;
}

/**
 * Reads a list from `start` to its end in ascending order of id, one page a step.
 *
 * Rows only ever move left, and only when a row before them leaves the list: new rows get higher ids, and an edit moves
 * nothing. A page that could have lost rows to such a shift (the server's count fell) is therefore not believed: the
 * crawl steps back until a page overlaps with what it has already returned. What a fall of the count cannot show, a
 * deletion masked by a creation in the same moment, is found by the certificate (`syncs/reading/certificate.ts`).
 *
 * The next page is requested while the caller works on the last one; that costs no guarantee because the position only
 * moves with the rows that are returned.
 *
 * @throws RepeatedPageError, IncompleteListError, and everything that `readPage` throws
 */
export async function* crawl(request: CrawlRequest, start: CrawlPosition): AsyncGenerator<CrawlStep, void, void> {
  const reader = new PageReader(request);
  try {
    yield* crawlPages(request, reader, start);
  } finally {
    // The caller may stop before it asks for the page that was read ahead.
    reader.close();
  }
}

async function* crawlPages(
  request: CrawlRequest,
  reader: PageReader,
  start: CrawlPosition,
): AsyncGenerator<CrawlStep, void, void> {
  let position = start;
  let reading = reader.start(position.page);
  // An earlier execution may have ended while it read pages again.
  let isCatchingUp = start.lastId > 0;
  let previous: { number: number; ids: readonly number[] } | undefined;
  for (;;) {
    let { number, page } = { number: reading.number, page: await reading.page };
    const size = pageSizeOf(request, position, page, number);
    let total = totalOf(page, number, size);
    if (total !== undefined && total < position.total) {
      ({ number, page } = await stepBack(reader, { ...position, size }, { number, page }));
      total = totalOf(page, number, size);
      isCatchingUp = true;
    }
    if (page.rows.length === 0) {
      checkEmptyEnd(request.list, total, number, size);
      // The answer of an empty list contains the server's time as well.
      if (number === 1) yield step([], [], position, page, true);
      return;
    }
    const isLast = request.untilEmpty !== true && isEnd(page, total, number, size);
    const fresh = page.ids.findIndex((id) => id > position.lastId);
    const hasGrown = total !== undefined && total > position.total;
    if (fresh !== -1) {
      isCatchingUp = false;
    } else if ((!isCatchingUp && !hasGrown) || comesAgain({ number, ids: page.ids }, previous)) {
      // Past the end some builds send the last page again (halo-api.md §3.7).
      if (page.total === undefined || page.total <= (number - 1) * size) return;
      throw new RepeatedPageError(request.list.name, `page ${number} holds only rows of earlier pages`);
    }
    previous = { number, ids: page.ids };
    position = {
      page: number + 1,
      lastId: Math.max(position.lastId, page.ids.at(-1) ?? 0),
      total: total ?? -1,
      size,
    };
    if (!isLast) {
      reading = reader.start(position.page);
      await nextTurn();
    }
    const rows = fresh === -1 ? [] : page.rows.slice(fresh);
    const ids = fresh === -1 ? [] : page.ids.slice(fresh);
    yield step(rows, ids, position, page, isLast);
    if (isLast) return;
  }
}

function step(
  rows: readonly HaloRow[],
  ids: readonly number[],
  position: CrawlPosition,
  page: Page,
  isLast: boolean,
): CrawlStep {
  const countsOnlyItself = position.page === 2 && page.rows.length >= position.size && page.total === page.rows.length;
  const isPaged = page.size !== undefined;
  return { rows, ids, position, serverTime: page.serverTime, isPaged, isLast, countsOnlyItself };
}

/**
 * The server's count, where it can be one of all rows: some builds answer 0 past the end (halo-api.md §3.7), and a
 * count below the place of the page's last row counts something else.
 */
function totalOf(page: Page, number: number, size: number): number | undefined {
  if (page.rows.length === 0 && page.total === 0 && number > 1) return undefined;
  const place = page.rows.length === 0 ? 0 : (number - 1) * size + page.rows.length;
  return page.total !== undefined && page.total < place ? undefined : page.total;
}

/** The server's echo, else what the first page taught: it is full whenever more rows are due. */
function pageSizeOf(request: CrawlRequest, position: CrawlPosition, page: Page, number: number): number {
  if (page.size !== undefined) return page.size;
  if (position.size > 0) return position.size;
  const isCapped = number === 1 && page.rows.length > 0 && page.total !== undefined && page.rows.length < page.total;
  return isCapped ? page.rows.length : request.pageSize;
}

/**
 * A page is the last one when the server counts no more rows than were due with it. Without a count a short page is the
 * last one only where the server says how many rows a full one has; else an empty or a repeated page ends the list.
 */
function isEnd(page: Page, total: number | undefined, number: number, size: number): boolean {
  if (total === undefined) return page.size !== undefined && page.rows.length < page.size;
  return (number - 1) * size + page.rows.length >= total;
}

/** True for a page with the very rows of one before it: going over pages again must end where a build repeats its last. */
function comesAgain(
  page: { number: number; ids: readonly number[] },
  previous: { number: number; ids: readonly number[] } | undefined,
): boolean {
  if (previous === undefined || page.number <= previous.number) return false;
  return page.ids.length === previous.ids.length && page.ids.every((id, index) => id === previous.ids[index]);
}

/** An empty page is the end only when the server counts no more rows than the pages before it hold. */
function checkEmptyEnd(list: HaloList, total: number | undefined, number: number, size: number): void {
  if (total !== undefined && total > (number - 1) * size) {
    throw new IncompleteListError(list.name, `page ${number} is empty although the server counts ${total} rows`);
  }
}

/** Goes back until a page overlaps with what was returned, so that no row can be missing in between. */
async function stepBack(
  reader: PageReader,
  position: CrawlPosition,
  from: { number: number; page: Page },
): Promise<{ number: number; page: Page }> {
  let { number, page } = from;
  let lost = position.total - (page.total ?? position.total);
  while (number > 1 && (page.ids[0] ?? Infinity) > position.lastId) {
    number = Math.max(1, number - Math.max(1, Math.ceil(lost / position.size)));
    page = await reader.start(number).page;
    lost *= 2;
  }
  return { number, page };
}
