import { OrderIgnoredError } from '../errors.js';
import { crawl, crawlStart, type CrawlRequest, type ListStep } from './crawl.js';
import { partsOf } from './page.js';
import { scan } from './scan.js';

/**
 * Reads a selection from its start to its end, in order of id where the list comes so, else by a scan: then a row may come
 * twice, and one that moves meanwhile may be missed.
 *
 * @throws what `crawl` and `scan` throw
 */
export async function* readList(request: CrawlRequest): AsyncGenerator<ListStep, void, void> {
  for (const selection of partsOf(request.selection)) {
    const part = { ...request, selection };
    try {
      yield* crawl(part, crawlStart);
    } catch (error) {
      if (!(error instanceof OrderIgnoredError)) throw error;
      yield* scan(part);
    }
  }
}
