import { crawl, crawlStart, type CrawlPosition } from '../../../halo/lists/crawl.js';
import type { HaloList } from '../../../halo/lists/description.js';
import { lists } from '../../support/lists.js';
import { TenantConnection, type TenantConnectionOptions } from '../../support/connection.js';

export const all = { params: {} };

export interface Reading {
  ids: number[];
  pages: number[];
  position: CrawlPosition;
  times: (string | undefined)[];
}

/** Reads a list to its end; `between` happens after each page that was handed out. */
export async function readAll(
  connection: TenantConnection,
  options: { list?: HaloList; start?: CrawlPosition; pageSize?: number; between?: (page: number) => void } = {},
): Promise<Reading> {
  const { list = lists.tickets, start = crawlStart, pageSize = 10, between } = options;
  const reading: Reading = { ids: [], pages: [], position: start, times: [] };
  for await (const step of crawl({ client: connection.client, list, selection: all, pageSize }, start)) {
    reading.ids.push(...step.ids);
    reading.pages.push(step.ids.length);
    reading.position = step.position;
    reading.times.push(step.serverTime);
    between?.(step.position.page - 1);
  }
  return reading;
}

/** Thirty-five tickets, read ten a page. */
export const tenant = (options: TenantConnectionOptions = {}) => new TenantConnection({ tickets: 35, ...options });
/** The page numbers that were asked for. */
export const pagesAsked = ({ requested }: TenantConnection) =>
  requested.map((request) => Number(new URLSearchParams(request.split('?')[1]).get('page_no')));
