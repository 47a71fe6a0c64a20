import type { HaloClient } from '../transport/client.js';
import type { HaloList } from './lists.js';
import { readPage, type Page, type Selection } from './page.js';

/** A list that is read page by page. */
export interface ListReading {
  readonly client: HaloClient;
  readonly list: HaloList;
  readonly selection: Selection;
  readonly pageSize: number;
}

/** A page that was asked for. */
export interface StartedPage {
  readonly number: number;
  readonly page: Promise<Page>;
}

/** Asks for pages of a list before they are needed, until it is closed. */
export class PageReader {
  readonly #reading: ListReading;

  constructor(reading: ListReading) {
    this.#reading = { ...reading, client: reading.client.branch() };
  }

  /** @throws everything that `readPage` throws, when the page is awaited */
  start(number: number, size = this.#reading.pageSize): StartedPage {
    const { client, list, selection } = this.#reading;
    const page = readPage(client, list, selection, number, size);
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
