import { OrderIgnoredError, PagingIgnoredError, RepeatedPageError } from '../errors.js';
import type { Page } from './page.js';
import { checkEmptyEnd, comesAgain, isEnd, pageSizeOf, totalOf, type NumberedIds } from './page-end.js';
import { nextTurn, PageReader, type ListReading } from './page-reader.js';
import { nextPage } from './page-weight.js';
import type { HaloRow } from '../values/rows.js';

/** Where a crawl stands; enough to go on from there in another execution. */
export interface CrawlPosition {
  /** The next page to read, from 1. */
  page: number;
  /** The highest id that was handed out. */
  lastId: number;
  /** The server's count with the last page; -1 before the first page or when it does not count. */
  total: number;
  /** Rows a page that the numbers of pages count by: what the server really gives, learned from the pages; 0 before them. */
  size: number;
}

export const crawlStart: CrawlPosition = { page: 1, lastId: 0, total: -1, size: 0 };

/** A page of a list that is handed out. */
export interface ListStep {
  /** In ascending order of id. */
  rows: readonly HaloRow[];
  ids: readonly number[];
  /** What is wrong with rows that cannot be used, a phrase each. */
  oddities: readonly string[];
  serverTime: string | undefined;
  /** Rows a page that the server gives. */
  size: number;
  /** False when the answer does not echo the page size: then nothing shows that the server paged (halo-api.md §3.5). */
  isPaged: boolean;
  /** True when nothing is due after it. The list may end without such a step: at a page that is empty or comes again. */
  isLast: boolean;
  /** Characters of its longest row. */
  longest: number;
  /** True for a full first page that counts only itself: the whole list, or a build whose count is the rows it sent. */
  countsOnlyItself: boolean;
}

/** A step of a crawl: rows not handed out before by this crawl, and where to go on after them. */
export interface CrawlStep extends ListStep {
  /** The page that it came from. */
  page: number;
  position: CrawlPosition;
}

interface StepPlace {
  readonly number: number;
  readonly longest?: number;
}

export interface CrawlRequest extends ListReading {
  /** Goes on until a page is empty or comes again, whatever the server counts. */
  readonly untilEmpty?: boolean;
}

/**
 * Reads a list from `start` to its end in ascending order of id, one page a step.
 *
 * Rows only ever move left, and only when a row before them leaves the list: new rows get higher ids, and an edit moves
 * nothing. A page that could have lost rows to such a shift (the server's count fell) is therefore not believed: the
 * crawl steps back until a page overlaps what it has handed out already. What a fall of the count cannot show, a
 * deletion masked by a creation in the same moment, is found by the certificate (`syncs/reading/certificate.ts`).
 *
 * Pages whose rows hold so much text that a run has no memory for them are followed by smaller ones, and short rows by
 * larger ones. The first page of another size must show the last row that was handed out, or else the crawl steps back.
 *
 * The next page is requested while the caller works on the last one; that costs no guarantee because the position only
 * moves with the rows that are handed out.
 *
 * @throws OrderIgnoredError when the list comes in another order, unless it fits into one page: then `scan` reads it
 * @throws PagingIgnoredError when page numbers and the page size make no difference
 * @throws RepeatedPageError, IncompleteListError, and everything that `readPage` throws
 */
export async function* crawl(request: CrawlRequest, start: CrawlPosition): AsyncGenerator<CrawlStep, void, void> {
  const reader = new PageReader(request, start);
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
  const { list } = request;
  let position = reader.first.isResized ? { ...start, size: reader.size } : start;
  let reading = reader.start(reader.first.number);
  // An earlier execution may have died while it went over pages again.
  let isCatchingUp = start.lastId > 0;
  let previous: NumberedIds | undefined;
  let wasUnproved = false;
  let { isResized } = reader.first;
  for (;;) {
    let { number, page } = { number: reading.number, page: await reading.page };
    const asked = reader.size;
    let size = pageSizeOf(page, number, position.size, asked);
    let total = totalOf(page, number, size);
    // Past the end some builds count 0 rows: then it shows by what was due that the list has become shorter.
    const isShorter =
      total === undefined ? page.sent === 0 && position.total > (number - 1) * size : total < position.total;
    const isElsewhere = isResized && number > 1 && (page.ids[0] ?? Infinity) > position.lastId;
    if (isShorter || isElsewhere) {
      ({ number, page } = await stepBack(reader, { ...position, size }, { number, page }));
      size = pageSizeOf(page, number, size, asked);
      total = totalOf(page, number, size);
      isCatchingUp = true;
    }
    if (page.sent === 0) {
      checkEmptyEnd(list, total, number, Math.max(size, page.size ?? 0));
      // An empty list tells the server's time all the same.
      if (number === 1) yield { ...stepOf(page, { number, size, isLast: true }), page: number, position };
      return;
    }
    // More rows than were asked for: that the numbers of pages count shows in the second one.
    const isUnproved = number === 1 && page.sent > reader.most;
    const isLast =
      request.untilEmpty !== true && isEnd(page, total, number, size) && !isUnproved && !reader.doubts(page);
    const fresh = page.ids.findIndex((id) => id > position.lastId);
    const grown = total === undefined ? 0 : Math.max(0, total - position.total);
    const isRepeated = comesAgain({ number, ids: page.ids }, previous);
    if (isRepeated && wasUnproved) {
      throw new PagingIgnoredError(list.name, `${page.sent} rows came where ${asked} were asked for, on every page`);
    }
    const isWhole = number === 1 && isLast;
    if (!isWhole) checkOrder(list.name, page, isCatchingUp ? undefined : previous, position.lastId, grown);
    wasUnproved = isUnproved;
    if (fresh !== -1) {
      isCatchingUp = false;
    } else if (page.ids.length > 0 && ((!isCatchingUp && grown === 0) || isRepeated)) {
      // Past the end some builds send the last page again (halo-api.md §3.7).
      const isPastEnd = page.total === undefined ? isRepeated : page.total <= (number - 1) * size;
      if (isPastEnd) return;
      const reason = `page ${number} holds only rows of earlier pages`;
      throw isRepeated ? new RepeatedPageError(list.name, reason) : new OrderIgnoredError(list.name, reason);
    }
    const next = nextPage({ page, number, asked, given: size, most: reader.most });
    isResized = next.isResized && !isLast;
    previous = isResized ? undefined : { number, ids: page.ids };
    isCatchingUp ||= isResized;
    position = {
      page: isResized ? next.number : number + 1,
      lastId: Math.max(position.lastId, page.ids.at(-1) ?? 0),
      total: total ?? -1,
      size: isResized ? next.size : size,
    };
    if (isResized) reader.resize(next);
    if (!isLast && !next.isLater) {
      reading = reader.start(position.page);
      await nextTurn();
    }
    const step = stepOf(page, { number, size, isLast, longest: next.longest });
    yield {
      ...step,
      page: number,
      rows: fresh === -1 ? [] : page.rows.slice(fresh),
      ids: fresh === -1 ? [] : page.ids.slice(fresh),
      position,
    };
    if (isLast) return;
    if (next.isLater) reading = reader.start(position.page);
  }
}

/** A page as it is handed out by those who read lists. */
export function stepOf(page: Page, place: Pick<ListStep, 'size' | 'isLast'> & StepPlace): ListStep {
  const { number, size, isLast, longest = 0 } = place;
  const { rows, ids, oddities, serverTime } = page;
  const countsOnlyItself = number === 1 && page.sent >= size && page.total === page.sent;
  return { rows, ids, oddities, serverTime, size, isPaged: page.size !== undefined, isLast, longest, countsOnlyItself };
}

/**
 * Rows of lower ids than the page before held, and not on it, have moved to the right, because so many rows came into the
 * list to the left of them, or they show that the list comes in another order.
 */
function checkOrder(name: string, page: Page, previous: NumberedIds | undefined, lastId: number, grown: number): void {
  if (!page.isAscending) throw new OrderIgnoredError(name, 'ids came in another order than was asked for');
  if (previous === undefined) return;
  const known = new Set(previous.ids);
  const strays = page.ids.filter((id) => id <= lastId && !known.has(id));
  const [stray] = strays;
  if (stray === undefined || strays.length <= grown) return;
  throw new OrderIgnoredError(name, `id ${stray} came on a page after id ${lastId}`);
}

/** Goes back until a page overlaps what was handed out, so that no row can be missing in between. */
async function stepBack(
  reader: PageReader,
  position: CrawlPosition,
  from: { number: number; page: Page },
): Promise<{ number: number; page: Page }> {
  let { number, page } = from;
  const shown = totalOf(page, number, position.size) ?? (number - 1) * position.size;
  let lost = Math.max(position.size, position.total - shown);
  while (number > 1 && (page.ids[0] ?? Infinity) > position.lastId) {
    number = Math.max(1, number - Math.ceil(lost / position.size));
    page = await reader.start(number).page;
    lost *= 2;
  }
  return { number, page };
}
