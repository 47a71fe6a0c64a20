import { describe, expect, test } from 'vitest';

import {
  FilterIgnoredError,
  OrderIgnoredError,
  PagingIgnoredError,
  UnreadableAnswerError,
  UnusableRowError,
} from '../../../halo/errors.js';
import { lists } from '../../support/lists.js';
import { newestStamp, readPage, selectionParams } from '../../../halo/lists/page.js';
import { answering, answeringInTurn } from '../../support/connection.js';

const all = { params: {} };
const read = (rows: unknown, size = 3, selection: Parameters<typeof readPage>[2] = all) =>
  readPage(
    answering({ record_count: 9, page_no: 1, page_size: size, tickets: rows }),
    lists.tickets,
    selection,
    1,
    size,
  );
const rows = (...ids: unknown[]) => ids.map((id) => ({ id }));

test('a page is asked for with everything that turns paging on, in order of id', async () => {
  const connection = answeringInTurn({ record_count: 0, tickets: [] });
  await readPage(connection.client, lists.tickets, { params: { client_ids: '21' } }, 1, 100);
  expect(connection.asked).toEqual([
    {
      endpoint: '/Tickets',
      retries: 0,
      params: {
        client_ids: '21',
        pageinate: 'true',
        page_no: '1',
        page_size: '100',
        order: 'id',
        orderdesc: 'false',
      },
    },
  ]);
});

test('lists that hide archived rows are asked for all of them', () => {
  for (const list of [lists.customers, lists.sites, lists.contacts, lists.assets]) {
    expect(selectionParams(list, all)).toMatchObject({ includeactive: 'true', includeinactive: 'true' });
  }
});

test('"changed since" is sent in UTC without a zone', () => {
  const params = selectionParams(lists.tickets, { params: {}, changedSince: '2026-10-01T08:15:30.250Z' });
  expect(params['lastupdatefromdate']).toBe('2026-10-01T08:15:30');
});

test('rows, ids, count, effective size and server time are told', async () => {
  const client = answering(
    { record_count: 717, page_size: 2, tickets: rows(4, '7') },
    { Date: 'Thu, 01 Oct 2026 08:00:00 GMT' },
  );
  expect(await readPage(client, lists.tickets, all, 1, 3)).toEqual({
    rows: rows(4, '7'),
    ids: [4, 7],
    total: 717,
    size: 2,
    serverTime: '2026-10-01T08:00:00.000Z',
  });
});

test.each([0, -1, 101, 'many'])('a page size of %j that cannot be the effective one is not believed', async (size) => {
  const client = answering({ record_count: 1, page_size: size, tickets: rows(4) });
  expect((await readPage(client, lists.tickets, all, 1, 100)).size).toBeUndefined();
});

describe('alarms', () => {
  test('more rows than were asked for: paging was ignored', async () => {
    await expect(read(rows(1, 2, 3, 4))).rejects.toThrow(PagingIgnoredError);
    await expect(read(rows(1, 2, 3))).resolves.toMatchObject({ ids: [1, 2, 3] });
  });

  test.each([[rows(3, 2, 1)], [rows(1, 3, 2)]])('%j: order was ignored', async (page) => {
    await expect(read(page)).rejects.toThrow(OrderIgnoredError);
  });

  test.each([
    ['none', [{ summary: 'x' }]],
    ['0', rows(0)],
    ['-1', rows(-1)],
    ['null', rows(null)],
    ['a GUID', rows('0c5b6a3e-0000-4000-8000-000000000003')],
    ['a decimal', rows(1.5)],
    ['the same twice', rows(1, 1)],
    ['the same twice, as number and text', rows(1, '1')],
    ['none, beside a good one', [...rows(1), {}]],
  ])('a row whose id is %s', async (_name, page) => {
    await expect(read(page)).rejects.toThrow(UnusableRowError);
  });

  test('rows that the filter excludes', async () => {
    const selection = { params: {}, includes: (row: Readonly<Record<string, unknown>>) => row['client_id'] === 21 };
    const mine = { id: 1, client_id: 21 };
    await expect(read([mine, { id: 2, client_id: 22 }], 3, selection)).rejects.toThrow(FilterIgnoredError);
    await expect(read([mine], 3, selection)).resolves.toMatchObject({ ids: [1] });
  });

  test('no rows where rows should be', async () => {
    await expect(readPage(answering({ record_count: 9 }), lists.tickets, all, 1, 3)).rejects.toThrow(
      UnreadableAnswerError,
    );
  });
});

describe('"changed since" that was ignored shows in rows that are older by far', () => {
  const selection = { params: {}, changedSince: '2026-10-10T12:00:00.000Z' };
  const with_ = (stamps: Record<string, unknown>) => read([{ id: 1, ...stamps }], 3, selection);

  test.each([
    ['naive', { last_update: '2026-10-01T00:00:00' }],
    ['with ticks', { last_update: '2026-10-01T00:00:00.1234567Z' }],
    ['under its other name', { flastupdate: '2026-10-01T00:00:00' }],
    ['under its third name', { lastupdate: '2026-10-01T00:00:00' }],
    ['the newest of several', { last_update: '2026-10-01T00:00:00', lastactiondate: '2026-09-01T00:00:00' }],
    ['beside a sentinel', { last_update: '2026-10-01T00:00:00', dateclosed: '1900-01-01T00:00:00' }],
  ])('%s', async (_name, stamps) => {
    await expect(with_(stamps)).rejects.toThrow(FilterIgnoredError);
  });

  test.each([
    ['changed after it', { last_update: '2026-10-10T12:00:01' }],
    ['changed just at it', { last_update: '2026-10-10T12:00:00' }],
    ['changed less than a day before it, as zones and late stamps may have it', { last_update: '2026-10-09T18:00:00' }],
    [
      'with a newer stamp of another kind',
      { last_update: '2026-10-01T00:00:00', lastactiondate: '2026-10-10T13:00:00' },
    ],
    ['without any stamp', {}],
    ['with one that cannot be read', { last_update: 'yesterday', lastactiondate: '2026-10-01T00:00:00' }],
  ])('not in one %s', async (_name, stamps) => {
    await expect(with_(stamps)).resolves.toMatchObject({ ids: [1] });
  });
});

test('the newest stamp is compared as an instant, not as text', () => {
  const row = { last_update: '2026-10-03T06:24:10.9', lastactiondate: '2026-10-03T06:24:10.8999999Z', dateclosed: '' };
  expect(newestStamp(lists.tickets, row)).toBe('2026-10-03T06:24:10.900Z');
});
