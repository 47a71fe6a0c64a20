import { PagingIgnoredError, RepeatedPageError } from '../errors.js';
import { stepOf, type CrawlRequest, type ListStep } from './crawl.js';
import { checkEmptyEnd, isEnd, isSame, pageSizeOf, totalOf, type NumberedIds } from './page-end.js';
import { nextTurn, PageReader } from './page-reader.js';
import { nextPage } from './page-weight.js';

/** So many pages in a row without a row that is new end a list that is not counted. */
const barrenPages = 2;

/**
 * Reads a list from its first page to its last in whatever order it comes. Rows may move to either side while it is read:
 * an edit may take one from the pages that are due to those that were read. So a row may come twice, and a row may be
 * missed; whoever needs to know that none was asks the list of ids, or scans again. It cannot be gone on with in another
 * execution.
 *
 * @throws PagingIgnoredError when page numbers and the page size make no difference
 * @throws RepeatedPageError, IncompleteListError, and everything that `readPage` throws
 */
export async function* scan(request: CrawlRequest): AsyncGenerator<ListStep, void, void> {
  const reader = new PageReader(request);
  try {
    yield* scanPages(request, reader);
  } finally {
    reader.close();
  }
}

async function* scanPages(request: CrawlRequest, reader: PageReader): AsyncGenerator<ListStep, void, void> {
  const { list, untilEmpty = false } = request;
  const seen = new Set<number>();
  let known = 0;
  let barren = 0;
  let previous: NumberedIds | undefined;
  let reading = reader.start(reader.first.number);
  for (;;) {
    const { number } = reading;
    const page = await reading.page;
    const asked = reader.size;
    const size = pageSizeOf(page, number, known, asked);
    const total = totalOf(page, number, size);
    if (page.sent === 0) {
      checkEmptyEnd(list, total, number, Math.max(size, page.size ?? 0));
      if (number === 1) yield stepOf(page, { number, size, isLast: true });
      return;
    }
    if (previous !== undefined && page.ids.length > 0 && isSame(page.ids, previous.ids)) {
      if (number === 2 && page.sent > reader.most) {
        throw new PagingIgnoredError(list.name, `${page.sent} rows came where ${asked} were asked for`);
      }
      // Past the end some builds send the last page again (halo-api.md §3.7).
      if (page.total === undefined || page.total <= (number - 1) * size) return;
      throw new RepeatedPageError(list.name, `page ${number} holds the rows of the page before`);
    }
    const before = seen.size;
    for (const id of page.ids) seen.add(id);
    barren = seen.size === before ? barren + 1 : 0;
    if (barren === barrenPages && page.total === undefined) return;
    const isUnproved = number === 1 && page.sent > reader.most;
    const isLast = !untilEmpty && isEnd(page, total, number, size) && !isUnproved && !reader.doubts(page);
    const next = nextPage({ page, number, asked, given: size, most: reader.most });
    previous = next.isResized ? undefined : { number, ids: page.ids };
    known = next.isResized ? next.size : size;
    reader.resize(next);
    if (!isLast && !next.isLater) {
      reading = reader.start(next.number);
      await nextTurn();
    }
    yield stepOf(page, { number, size, isLast, longest: next.longest });
    if (isLast) return;
    if (next.isLater) reading = reader.start(next.number);
  }
}
