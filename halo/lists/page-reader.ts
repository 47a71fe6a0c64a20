import type { HaloClient } from '../transport/client.js';
import type { HaloList } from './description.js';
import { readPage, type Page, type Selection } from './page.js';
import { firstPageSize, pageOfRow, resumedPageSize, type NextPage } from './page-weight.js';

/** A list that is read page by page. */
export interface ListReading {
  readonly client: HaloClient;
  readonly list: HaloList;
  readonly selection: Selection;
  readonly pageSize: number;
  /** Characters of the longest row that was ever read, where that is remembered. */
  readonly longest?: number;
}

/** Where an earlier execution ended: the page that is due, and how many rows its number counts by. */
export interface ReadingStart {
  readonly page: number;
  readonly lastId: number;
  readonly size: number;
}

/** A page that was asked for. */
export interface StartedPage {
  readonly number: number;
  readonly page: Promise<Page>;
}

/** Asks for pages of a list before they are needed, until it is closed. */
export class PageReader {
  readonly #reading: ListReading;
  #size: number;
  #most: number;
  /** The page to begin with. One of another size than before must show the last row that was handed out. */
  readonly first: { readonly number: number; readonly isResized: boolean };

  constructor(reading: ListReading, { page, lastId, size }: ReadingStart = { page: 1, lastId: 0, size: 0 }) {
    const { list, pageSize, longest = 0 } = reading;
    this.#reading = { ...reading, client: reading.client.branch() };
    // Whether an earlier execution asked for fewer rows because they were long, or the server gives no more, is not known. To
    // ask for more would lead far back on a server that does not: page 50 of 100 rows is page 100 of its 50.
    this.#most = size > 0 ? Math.min(pageSize, size) : pageSize;
    this.#size = lastId > 0 ? resumedPageSize(list, this.#most, longest) : firstPageSize(list, this.#most, longest);
    const isResized = page > 1 && this.#size < this.#most;
    this.first = { number: isResized ? pageOfRow((page - 1) * size, this.#size) : page, isResized };
  }

  /** Rows a page that are asked for. */
  get size(): number {
    return this.#size;
  }

  /** The most that can be asked for, as far as pages have shown. */
  get most(): number {
    return this.#most;
  }

  /**
   * True for a full page that counts only itself, where more could have been asked for: a build whose count is the number
   * of the rows that it sent would end there, ten rows from the beginning.
   */
  doubts({ sent, total }: Page): boolean {
    return this.#size < this.#most && sent === this.#size && total === sent;
  }

  /** Asks for so many rows a page from now on. */
  resize({ size, most }: Pick<NextPage, 'size' | 'most'>): void {
    this.#size = size;
    this.#most = most;
  }

  /** @throws everything that `readPage` throws, when the page is awaited */
  start(number: number): StartedPage {
    const { client, list, selection } = this.#reading;
    const page = readPage(client, list, selection, number, this.#size);
    // Nobody may ever ask for this page; its failure must not surface as an unhandled rejection then.
    page.catch(() => undefined);
    return { number, page };
  }

  /** Drops what was read ahead: it asks Halo for nothing more. */
  close(): void {
    this.#reading.client.close();
  }
}

/**
 * Lets a request go out before the caller takes the thread to map a page: HTTP clients write it in a later turn of the
 * event loop (undici waits one before it uses a connection again).
 */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
