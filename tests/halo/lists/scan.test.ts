import { describe, expect, test } from 'vitest';

import { IncompleteListError, OrderIgnoredError, PagingIgnoredError, RepeatedPageError } from '../../../halo/errors.js';
import { crawl, crawlStart } from '../../../halo/lists/crawl.js';
import { lists } from '../../support/lists.js';
import { readList } from '../../../halo/lists/read-list.js';
import { scan } from '../../../halo/lists/scan.js';
import { answeringInTurn, TenantConnection, type TenantConnectionOptions } from '../../support/connection.js';
import { all, pagesAsked } from './reading.js';

const tenant = (options: TenantConnectionOptions = {}) =>
  new TenantConnection({
    customers: 35,
    ...options,
    adjust: (switches) => {
      switches.ignoresOrder = { Client: 'default' };
      options.adjust?.(switches);
    },
  });

const request = ({ client }: Pick<TenantConnection, 'client'>, pageSize = 10) => ({
  client,
  list: lists.customers,
  selection: all,
  pageSize,
});

async function idsOf(steps: AsyncGenerator<{ ids: readonly number[] }>): Promise<number[]> {
  const ids: number[] = [];
  for await (const step of steps) ids.push(...step.ids);
  return ids;
}

/** Pages of customers with these ids, out of so many. */
const pages = (total: number, ...ids: readonly (readonly number[])[]) =>
  answeringInTurn(...ids.map((page) => ({ record_count: total, clients: page.map((id) => ({ id })) })));

describe('a list in another order', () => {
  test('is read to its end, page by page', async () => {
    const connection = tenant();
    const ids = await idsOf(scan(request(connection)));
    expect(ids.toSorted((a, b) => a - b)).toEqual(connection.tenant.living('customers'));
    expect(pagesAsked(connection)).toEqual([1, 2, 3, 4]);
  });

  test('is recognised by a crawl within a page and from one page to the next', async () => {
    await expect(idsOf(crawl(request(tenant()), crawlStart))).rejects.toThrow(OrderIgnoredError);
    const sortedPages = pages(6, [4, 5, 6], [1, 2, 3]);
    await expect(idsOf(crawl(request(sortedPages, 3), crawlStart))).rejects.toThrow(OrderIgnoredError);
  });

  test('is read by a crawl if it fits into one page', async () => {
    const connection = tenant({ customers: 9 });
    expect(await idsOf(crawl(request(connection), crawlStart))).toEqual(connection.tenant.living('customers'));
    expect(connection.requested).toHaveLength(1);
  });

  test('is not suspected because new rows appear before the position', async () => {
    const grown = answeringInTurn(
      { record_count: 6, clients: [{ id: 3 }, { id: 5 }, { id: 7 }] },
      { record_count: 8, clients: [{ id: 6 }, { id: 7 }, { id: 8 }] },
      { record_count: 8, clients: [{ id: 9 }, { id: 10 }] },
    );
    expect(await idsOf(crawl(request(grown, 3), crawlStart))).toEqual([3, 5, 7, 8, 9, 10]);
  });

  test('is read completely by readers that need no order', async () => {
    const connection = tenant();
    const ids = new Set(await idsOf(readList(request(connection))));
    expect([...ids].toSorted((a, b) => a - b)).toEqual(connection.tenant.living('customers'));
  });

  test('is read until an empty page if the server gives no count', async () => {
    const connection = tenant({ adjust: (switches) => (switches.recordCount = 'missing') });
    const ids = await idsOf(scan({ ...request(connection), untilEmpty: true }));
    expect(ids.toSorted((a, b) => a - b)).toEqual(connection.tenant.living('customers'));
  });

  test('ends if the last page comes again and the server gives no count', async () => {
    const connection = tenant({
      adjust: (switches) => {
        switches.recordCount = 'missing';
        switches.pastEnd = 'repeatLast';
      },
    });
    expect(new Set(await idsOf(scan({ ...request(connection), untilEmpty: true }))).size).toBe(35);
  });
});

describe('pages with more rows than were requested', () => {
  test.each([
    ['with the total', 'total', 35],
    ['with a count of the rows that were sent', 'rowsSent', 35],
    ['without a count', 'missing', 35],
  ] as const)('are read on by page number, %s', async (_name, recordCount, count) => {
    for (const read of [scan, (it: ReturnType<typeof request>) => crawl(it, crawlStart)]) {
      const connection = new TenantConnection({
        customers: count,
        adjust: (switches) => {
          switches.ignoresPageSize = { Client: 12 };
          switches.recordCount = recordCount;
        },
      });
      const ids = await idsOf(read({ ...request(connection, 5), ...{ untilEmpty: true } }));
      expect(ids).toEqual(connection.tenant.living('customers'));
    }
  });

  test.each([
    ['a scan', scan],
    ['a crawl', (it: ReturnType<typeof request>) => crawl(it, crawlStart)],
  ])('are an error if they are the same on every page: %s', async (_name, read) => {
    await expect(idsOf(read(request(pages(4, [1, 2, 3, 4], [1, 2, 3, 4]), 2)))).rejects.toThrow(PagingIgnoredError);
  });
});

describe('a scan whose server answers wrongly', () => {
  test('stops with an error if a page comes again although more rows are due', async () => {
    await expect(idsOf(scan(request(pages(9, [3, 1, 2], [3, 1, 2]), 3)))).rejects.toThrow(RepeatedPageError);
  });

  test('stops with an error if a page is empty although more rows are due', async () => {
    await expect(idsOf(scan(request(pages(9, [3, 1, 2], []), 3)))).rejects.toThrow(IncompleteListError);
  });
});
