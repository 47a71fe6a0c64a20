import { describe, expect, test } from 'vitest';

import { crawl, crawlStart, type CrawlPosition } from '../../../halo/lists/crawl.js';
import { lists } from '../../support/lists.js';
import { answeringInTurn } from '../../support/connection.js';
import { all, pagesAsked, readAll, tenant } from './reading.js';

describe('a list that does not change while it is read', () => {
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

  test('that is empty still gives the server time', async () => {
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

  test('is read with the cap of the first page if the server does not echo it', async () => {
    const rows = (...ids: number[]) => ({ record_count: 5, tickets: ids.map((id) => ({ id })) });
    const { client, asked } = answeringInTurn(rows(1, 2), rows(3, 4), rows(5));
    const ids: number[] = [];
    for await (const step of crawl({ client, list: lists.tickets, selection: all, pageSize: 100 }, crawlStart)) {
      ids.push(...step.ids);
    }
    expect(ids).toEqual([1, 2, 3, 4, 5]);
    expect(asked).toHaveLength(3);
  });

  test('is read completely if lists come as bare arrays without a count', async () => {
    const connection = tenant({ adjust: (switches) => (switches.containers['Tickets'] = 'array') });
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

  test('is not taken for whole if it is a bare array with a lower cap than requested', async () => {
    const connection = tenant({
      adjust: (switches) => {
        switches.containers['Tickets'] = 'array';
        switches.pageCaps['Tickets'] = 7;
      },
    });
    expect((await readAll(connection)).ids).toEqual(connection.tenant.living('tickets'));
  });
});

test('an execution that continues finds its place with few requests if the server ignores the page size', async () => {
  const connection = tenant({ tickets: 3000, adjust: ({ ignoresPageSize }) => (ignoresPageSize['Tickets'] = 30) });
  const living = connection.tenant.living('tickets');
  const start = { page: 61, lastId: living[1799] ?? 0, total: 3000, size: 30 };
  const { ids } = await readAll(connection, { start, pageSize: 100 });
  expect(ids).toEqual(living.slice(1800));
  // Forty pages are left. Before them come the steps to the place, and what they went too far back.
  expect(connection.requested.length).toBeLessThan(40 + 20);
});

describe('a list that changes while it is read', () => {
  test('is read with the new rows at its end', async () => {
    const connection = tenant();
    const { ids } = await readAll(connection, {
      between: (page) => {
        if (page < 4) connection.tenant.tickets.create();
      },
    });
    expect(ids).toEqual(expect.arrayContaining(connection.tenant.living('tickets').slice(0, 37)));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each([1, 3, 12, 19])(
    'shows every existing row although %d rows before the position are deleted',
    async (count) => {
      const connection = tenant();
      const { ids } = await readAll(connection, {
        between: (page) => {
          if (page !== 2) return;
          for (const id of connection.tenant.living('tickets').slice(0, count)) connection.tenant.tickets.destroy(id);
        },
      });
      for (const id of connection.tenant.living('tickets')) expect(ids).toContain(id);
      expect(new Set(ids).size).toBe(ids.length);
    },
  );

  test('shows every existing row also where a page after the end counts 0 rows', async () => {
    const connection = tenant({ adjust: (switches) => (switches.pastEnd = 'countZero') });
    const { ids } = await readAll(connection, {
      between: (page) => {
        if (page !== 3) return;
        for (const id of connection.tenant.living('tickets').slice(0, 20)) connection.tenant.tickets.destroy(id);
      },
    });
    for (const id of connection.tenant.living('tickets')) expect(ids).toContain(id);
  });

  test('hands out no row twice when rows are edited', async () => {
    const connection = tenant();
    const { ids } = await readAll(connection, {
      between: () => connection.tenant.tickets.edit(1001, { summary: 'again' }),
    });
    expect(ids).toEqual(connection.tenant.living('tickets'));
  });

  test('ends without an error if everything is deleted after the first page', async () => {
    const connection = tenant();
    const { ids } = await readAll(connection, {
      between: () => {
        for (const id of connection.tenant.living('tickets')) connection.tenant.tickets.destroy(id);
      },
    });
    expect(ids).toEqual(expect.arrayContaining([1001, 1010]));
  });
});

describe('a crawl that another execution continues', () => {
  test('begins at the page after the last one and reads the rest', async () => {
    const connection = tenant();
    const start = { page: 3, lastId: 1020, total: 35, size: 10 };
    expect((await readAll(connection, { start })).ids).toEqual(connection.tenant.living('tickets').slice(20));
    expect(pagesAsked(connection)).toEqual([3, 4]);
  });

  test('steps back if rows were deleted in the meantime', async () => {
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

  test('can be continued from each of its positions', async () => {
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
