import { describe, expect, test } from 'vitest';

import { crawl, crawlStart, type CrawlPosition } from '../../halo/crawl.js';
import { IncompleteListError, ListAlarm, OrderIgnoredError, PermissionDeniedError, RepeatedPageError } from '../../halo/errors.js';
import { lists, type HaloList } from '../../halo/lists.js';
import type { HaloRow } from '../../halo/rows.js';
import { answeringInTurn, TenantConnection, type TenantConnectionOptions } from '../support/connection.js';

const all = { params: {} };

interface Reading {
  ids: number[];
  pages: number[];
  position: CrawlPosition;
  times: (string | undefined)[];
}

/** Reads a list to its end; `between` happens after each page that was handed out. */
async function readAll(
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

const tenant = (options: TenantConnectionOptions = {}) => new TenantConnection({ tickets: 35, ...options });
const pagesAsked = ({ requested }: TenantConnection) =>
  requested.map((request) => Number(new URLSearchParams(request.split('?')[1]).get('page_no')));

describe('a quiet list', () => {
  test('is read once, in ascending order, page by page', async () => {
    const connection = tenant();
    const { ids, pages, times } = await readAll(connection);
    expect(ids).toEqual(connection.tenant.living('tickets'));
    expect(pages).toEqual([10, 10, 10, 5]);
    expect(pagesAsked(connection)).toEqual([1, 2, 3, 4]);
    expect(times[0]).toBe(new Date(connection.clock.now()).toISOString());
  });

  test('ends without a further request when its last page is full', async () => {
    const connection = tenant({ tickets: 30 });
    expect((await readAll(connection)).ids).toHaveLength(30);
    expect(pagesAsked(connection)).toEqual([1, 2, 3]);
  });

  test('that is empty still tells the server time', async () => {
    const { ids, pages, times } = await readAll(tenant({ tickets: 0 }));
    expect([ids, pages, times]).toEqual([[], [0], ['2026-10-01T08:00:00.000Z']]);
  });

  test.each([
    ['a cap below what is asked', { Tickets: 7 }],
    ['a cap of one row', { Tickets: 1 }],
  ])('%s is learned from what is echoed', async (_name, caps) => {
    const connection = tenant({ adjust: (switches) => Object.assign(switches.pageCaps, caps) });
    expect((await readAll(connection)).ids).toEqual(connection.tenant.living('tickets'));
  });

  test('a cap that is not echoed is learned from the first page', async () => {
    const rows = (...ids: number[]) => ({ record_count: 5, tickets: ids.map((id) => ({ id })) });
    const { client, asked } = answeringInTurn(rows(1, 2), rows(3, 4), rows(5));
    const ids: number[] = [];
    for await (const step of crawl({ client, list: lists.tickets, selection: all, pageSize: 100 }, crawlStart)) {
      ids.push(...step.ids);
    }
    expect(ids).toEqual([1, 2, 3, 4, 5]);
    expect(asked).toHaveLength(3);
  });

  test('is read whole where lists come as bare arrays without a count', async () => {
    const connection = tenant({ adjust: (switches) => (switches.containers.Tickets = 'array') });
    expect((await readAll(connection)).ids).toEqual(connection.tenant.living('tickets'));
  });

  test.each(['empty', 'repeatLast', 'countZero'] as const)(
    'without a count, ends whatever comes past its end: %s',
    async (pastEnd) => {
      const connection = tenant({
        tickets: 30,
        adjust: (switches) => Object.assign(switches, { pastEnd, recordCount: 'missing' }),
      });
      expect((await readAll(connection)).ids).toEqual(connection.tenant.living('tickets'));
    },
  );

  // KNOWN BUG (crawl.ts, isEnd): a short page is believed to be the last one although nothing tells the page size.
  test.fails('a bare array with a lower cap than is asked for is not taken for the whole list', async () => {
    const connection = tenant({
      adjust: (switches) => {
        switches.containers.Tickets = 'array';
        switches.pageCaps['Tickets'] = 7;
      },
    });
    expect((await readAll(connection)).ids).toEqual(connection.tenant.living('tickets'));
  });

  // KNOWN BUG (crawl.ts, isEnd): a full page whose count is its own length is believed to be the last one.
  test.fails('a count of the rows sent is not taken for the total', async () => {
    const connection = tenant({ adjust: (switches) => (switches.recordCount = 'rowsSent') });
    const reading = readAll(connection).then(({ ids }) => ids);
    await expect(reading).resolves.toEqual(connection.tenant.living('tickets'));
  });
});

describe('a list that changes while it is read', () => {
  test('new rows at its end are read too', async () => {
    const connection = tenant();
    const { ids } = await readAll(connection, {
      between: (page) => {
        if (page < 4) connection.tenant.tickets.create();
      },
    });
    expect(ids).toEqual(expect.arrayContaining(connection.tenant.living('tickets').slice(0, 37)));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each([1, 3, 12, 19])('%d rows deleted on the left hide no row that lives', async (count) => {
    const connection = tenant();
    const { ids } = await readAll(connection, {
      between: (page) => {
        if (page !== 2) return;
        for (const id of connection.tenant.living('tickets').slice(0, count)) connection.tenant.tickets.destroy(id);
      },
    });
    for (const id of connection.tenant.living('tickets')) expect(ids).toContain(id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('the same where a page past the end counts 0', async () => {
    const connection = tenant({ adjust: (switches) => (switches.pastEnd = 'countZero') });
    const { ids } = await readAll(connection, {
      between: (page) => {
        if (page !== 3) return;
        for (const id of connection.tenant.living('tickets').slice(0, 20)) connection.tenant.tickets.destroy(id);
      },
    });
    for (const id of connection.tenant.living('tickets')) expect(ids).toContain(id);
  });

  test('an edit moves nothing and hands out nothing twice', async () => {
    const connection = tenant();
    const { ids } = await readAll(connection, {
      between: () => connection.tenant.tickets.edit(1001, { summary: 'again' }),
    });
    expect(ids).toEqual(connection.tenant.living('tickets'));
  });

  test('everything is deleted after the first page', async () => {
    const connection = tenant();
    const { ids } = await readAll(connection, {
      between: () => {
        for (const id of connection.tenant.living('tickets')) connection.tenant.tickets.destroy(id);
      },
    });
    expect(ids).toEqual(expect.arrayContaining([1001, 1010]));
  });
});

describe('a crawl that goes on in another execution', () => {
  test('begins at the page after the last one and reads the rest', async () => {
    const connection = tenant();
    const start = { page: 3, lastId: 1020, total: 35, size: 10 };
    expect((await readAll(connection, { start })).ids).toEqual(connection.tenant.living('tickets').slice(20));
    expect(pagesAsked(connection)).toEqual([3, 4]);
  });

  test('steps back when rows went in the meantime', async () => {
    const connection = tenant();
    for (const id of [1001, 1002, 1003]) connection.tenant.tickets.destroy(id);
    const { ids } = await readAll(connection, { start: { page: 3, lastId: 1020, total: 35, size: 10 } });
    expect(ids).toEqual(connection.tenant.living('tickets').filter((id) => id > 1020));
  });

  test('ends at once when nothing is left', async () => {
    const connection = tenant({ tickets: 20 });
    const { ids } = await readAll(connection, { start: { page: 3, lastId: 1020, total: 20, size: 10 } });
    expect(ids).toEqual([]);
  });

  test('its positions can each be gone on from', async () => {
    const connection = tenant();
    const positions: CrawlPosition[] = [];
    const request = { client: connection.client, list: lists.tickets, selection: all, pageSize: 10 };
    for await (const { position } of crawl(request, crawlStart)) positions.push(position);
    for (const start of positions) {
      const { ids } = await readAll(connection, { start });
      expect(ids).toEqual(connection.tenant.living('tickets').filter((id) => id > start.lastId));
    }
  });
});

describe('alarms', () => {
  test('a page that comes a second time although more rows are due', async () => {
    const connection = tenant();
    connection.api.faults.add({ fault: { kind: 'repeatedPage' }, after: 2 });
    await expect(readAll(connection)).rejects.toThrow(RepeatedPageError);
  });

  test('a server that answers every page with the first one', async () => {
    const connection = tenant({ adjust: (switches) => (switches.ignoresPaging.Tickets = 'firstPage') });
    await expect(readAll(connection)).rejects.toThrow(RepeatedPageError);
  });

  test('a server that ignores page numbers of a list without a count ends, and hands out no row twice', async () => {
    const connection = tenant({
      adjust: (switches) => {
        switches.ignoresPaging.Tickets = 'firstPage';
        switches.recordCount = 'missing';
      },
    });
    expect((await readAll(connection)).ids).toEqual(connection.tenant.living('tickets').slice(0, 10));
  });

  test('a page that is empty although more rows are due', async () => {
    const page = (...ids: number[]): HaloRow => ({ record_count: 5, page_size: 2, tickets: ids.map((id) => ({ id })) });
    const { client } = answeringInTurn(page(1, 2), page());
    const steps = crawl({ client, list: lists.tickets, selection: all, pageSize: 2 }, crawlStart);
    const ids: number[] = [];
    const reading = (async () => {
      for await (const step of steps) ids.push(...step.ids);
    })();
    await expect(reading).rejects.toThrow(IncompleteListError);
    expect(ids).toEqual([1, 2]);
  });

  test('a first page that is empty although the server counts rows', async () => {
    const { client } = answeringInTurn({ record_count: 5, page_size: 2, tickets: [] });
    const steps = crawl({ client, list: lists.tickets, selection: all, pageSize: 2 }, crawlStart);
    await expect(steps.next()).rejects.toThrow(IncompleteListError);
  });

  test('paging that is switched off in the middle', async () => {
    const connection = tenant({ tickets: 35 });
    const names = ['pageinate', 'page_no', 'page_size'];
    connection.api.faults.add({ fault: { kind: 'ignoredParameters', names }, after: 2 });
    await expect(readAll(connection)).rejects.toThrow(ListAlarm);
  });

  test('an order that is ignored', async () => {
    const connection = tenant({ adjust: (switches) => (switches.ignoresOrder.Tickets = true) });
    await expect(readAll(connection)).rejects.toThrow(OrderIgnoredError);
  });
});

describe('the page that is read ahead', () => {
  test('is asked for before the caller is done with the last one', async () => {
    const connection = tenant();
    const steps = crawl({ client: connection.client, list: lists.tickets, selection: all, pageSize: 10 }, crawlStart);
    await steps.next();
    expect(pagesAsked(connection)).toEqual([1, 2]);
    await steps.return();
  });

  test('and fails there harms nobody who stops before it', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    try {
      const connection = tenant();
      connection.api.faults.add({ fault: { kind: 'forbidden' }, after: 1, times: 9 });
      const steps = crawl({ client: connection.client, list: lists.tickets, selection: all, pageSize: 10 }, crawlStart);
      expect((await steps.next()).value?.ids).toHaveLength(10);
      await steps.return();
      for (let turn = 0; turn < 20; turn += 1) await new Promise((done) => setImmediate(done));
      expect(connection.requested.length).toBeGreaterThan(2);
      expect(unhandled).toEqual([]);
    } finally {
      process.off('unhandledRejection', note);
    }
  });

  test('and fails there fails the caller who comes to it', async () => {
    const connection = tenant();
    connection.api.faults.add({ fault: { kind: 'forbidden' }, after: 1, times: 9 });
    const steps = crawl({ client: connection.client, list: lists.tickets, selection: all, pageSize: 10 }, crawlStart);
    await steps.next();
    await expect(steps.next()).rejects.toThrow(PermissionDeniedError);
  });
});
