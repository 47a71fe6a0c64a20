import { describe, expect, test } from 'vitest';

import { FilterIgnoredError, UnreadableAnswerError } from '../../../halo/errors.js';
import { lists } from '../../support/lists.js';
import { newestStamp, partsOf, readPage, selectionParams } from '../../../halo/lists/page.js';
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

test('a page is requested with all parameters that turn paging on, in order of id', async () => {
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

test('lists that hide archived rows are requested with archived rows', () => {
  for (const list of [lists.customers, lists.sites, lists.contacts, lists.assets]) {
    expect(selectionParams(list, all)).toMatchObject({ includeactive: 'true', includeinactive: 'true' });
  }
});

test('"changed since" is sent in UTC without a zone', () => {
  const params = selectionParams(lists.tickets, { params: {}, changedSince: '2026-10-01T08:15:30.250Z' });
  expect(params['lastupdatefromdate']).toBe('2026-10-01T08:15:30');
});

test('a page has rows, ids, count, effective size and server time', async () => {
  const client = answering(
    { record_count: 717, page_size: 2, tickets: rows(4, '7') },
    { Date: 'Thu, 01 Oct 2026 08:00:00 GMT' },
  );
  expect(await readPage(client, lists.tickets, all, 1, 3)).toEqual({
    rows: rows(4, '7'),
    ids: [4, 7],
    sent: 2,
    isAscending: true,
    oddities: [],
    total: 717,
    size: 2,
    serverTime: '2026-10-01T08:00:00.000Z',
  });
});

test.each([0, -1, 101, 'many'])('a page size of %j that cannot be the effective one is not believed', async (size) => {
  const client = answering({ record_count: 1, page_size: size, tickets: rows(4) });
  expect((await readPage(client, lists.tickets, all, 1, 100)).size).toBeUndefined();
});

test('the page size that a build echoes is used even if it is larger than requested', async () => {
  const client = answering({ record_count: 9, page_size: 2, tickets: rows(1, 2) });
  expect(await readPage(client, lists.tickets, all, 1, 1)).toMatchObject({ sent: 2, size: 2 });
});

test.each([[[3, 2, 1]], [[1, 3, 2]]])(
  'rows in the order %j are sorted by id, and the page says that they were not',
  async (ids) => {
    expect(await read(rows(...ids))).toMatchObject({ ids: [1, 2, 3], isAscending: false });
  },
);

describe('rows without a usable id are left out and named, and the others are kept', () => {
  test.each([
    ['no id', {}, 'a row on page 1, after 1, has no id'],
    ['the id null', { id: null }, 'a row on page 1, after 1, has no id'],
    ['the id 0', { id: 0 }, 'a row on page 1, after 1, has the id 0'],
    ['a negative id', { id: -1 }, 'a row on page 1, after 1, has the id -1'],
    ['a decimal', { id: 1.5 }, 'a row on page 1, after 1, has the id 1.5'],
    [
      'a GUID',
      { id: '0c5b6a3e-0000-4000-8000-000000000003' },
      'a row on page 1, after 1, has an id that is no whole number',
    ],
  ])('%s', async (_name, row, oddity) => {
    expect(await read([{ id: 1 }, row, { id: 4 }])).toMatchObject({ ids: [1, 4], sent: 3, oddities: [oddity] });
  });

  test('at the beginning of a page', async () => {
    expect(await read([{ id: 0 }, { id: 4 }])).toMatchObject({ ids: [4], oddities: ['a row on page 1 has the id 0'] });
  });
});

test.each([[rows(1, 1, 2)], [rows(1, '1', 2)], [rows(1, 2, 1)]])(
  'a row that comes twice is kept once: %j',
  async (sent) => {
    expect(await read(sent)).toMatchObject({ ids: [1, 2], sent: 3, oddities: [] });
  },
);

test('a selection in parts is split into one request each, with everything else the same', () => {
  const changedSince = '2026-10-01T00:00:00.000Z';
  const parts = [{ client_ids: '21,22' }, { client_ids: '23' }];
  expect(partsOf({ params: { requesttype: '1' }, changedSince, parts })).toEqual([
    { params: { requesttype: '1', client_ids: '21,22' }, changedSince },
    { params: { requesttype: '1', client_ids: '23' }, changedSince },
  ]);
  expect(partsOf(all)).toEqual([all]);
});

describe('reading a page is an error if', () => {
  test('rows come that the filter excludes', async () => {
    const selection = { params: {}, includes: (row: Readonly<Record<string, unknown>>) => row['client_id'] === 21 };
    const mine = { id: 1, client_id: 21 };
    await expect(read([mine, { id: 2, client_id: 22 }], 3, selection)).rejects.toThrow(FilterIgnoredError);
    await expect(read([mine], 3, selection)).resolves.toMatchObject({ ids: [1] });
  });

  test('the answer has no rows although it should', async () => {
    await expect(readPage(answering({ record_count: 9 }), lists.tickets, all, 1, 3)).rejects.toThrow(
      UnreadableAnswerError,
    );
  });
});

describe('a server that ignores "changed since" is recognised by rows that are much older', () => {
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
