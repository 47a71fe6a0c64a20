import { describe, expect, test } from 'vitest';

import { PagingIgnoredError } from '../../../halo/errors.js';
import { countRows, readSnapshot } from '../../../halo/lists/id-list.js';
import type { HaloList } from '../../../halo/lists/description.js';
import { lists } from '../../support/lists.js';
import {
  answeringInTurn,
  ScriptedConnection,
  statusError,
  TenantConnection,
  type Scripted,
} from '../../support/connection.js';

const all = { params: {} };
const kinds = [
  ['tickets', lists.tickets],
  ['customers', lists.customers],
  ['assets', lists.assets],
] as const;

const tenant = (idOnly: 'honoured' | 'ignored' | 'paged' | 'refused', size = 120) =>
  new TenantConnection({
    tickets: size,
    customers: size,
    assets: size,
    adjust: (switches) => (switches.idOnly = idOnly),
  });

describe.each(kinds)('%s: a snapshot of the existing rows', (kind, list) => {
  test('is one answer, whose length is compared with the count', async () => {
    const connection = tenant('honoured');
    const snapshot = await readSnapshot(connection.client, list, all, 120);
    expect([...(snapshot?.ids ?? [])]).toEqual(connection.tenant.living(kind));
    expect(connection.requested).toHaveLength(1);
  });

  test('requests the count if it is not known', async () => {
    const connection = tenant('honoured');
    const snapshot = await readSnapshot(connection.client, list, all, undefined);
    expect(snapshot?.ids).toHaveLength(120);
    expect(connection.requested).toHaveLength(2);
  });

  test('is requested again if rows were added between the two requests', async () => {
    const connection = tenant('honoured');
    const snapshot = await readSnapshot(connection.client, list, all, 118);
    expect(snapshot?.ids).toHaveLength(120);
  });

  test.each(['ignored', 'paged', 'refused'] as const)('is not had where the parameter is %s', async (idOnly) => {
    const connection = tenant(idOnly);
    expect(await readSnapshot(connection.client, list, all, 120)).toBeUndefined();
    expect(await readSnapshot(connection.client, list, all, undefined)).toBeUndefined();
  });

  test('is complete if the server pages it and all ids fit on one page', async () => {
    const connection = tenant('paged', 30);
    expect((await readSnapshot(connection.client, list, all, 30))?.ids).toHaveLength(30);
  });
});

test('the list of ids contains archived customers', async () => {
  const connection = tenant('honoured', 3);
  connection.tenant.customers.archive(21);
  expect((await readSnapshot(connection.client, lists.customers, all, undefined))?.ids).toHaveLength(3);
});

test('a list of ids that ignores the other filters is not taken for the selection', async () => {
  const connection = tenant('honoured');
  connection.switches.idOnlyFilters = 'ignored';
  const snapshot = await readSnapshot(connection.client, lists.tickets, { params: { client_ids: '21' } }, undefined);
  expect(snapshot).toBeUndefined();
});

test('a server without counts gives no snapshot', async () => {
  const connection = tenant('honoured');
  connection.switches.recordCount = 'missing';
  expect(await countRows(connection.client, lists.tickets, all)).toBeUndefined();
  expect(await readSnapshot(connection.client, lists.tickets, all, undefined)).toBeUndefined();
});

test('a list without a parameter for ids costs no request', async () => {
  const connection = new ScriptedConnection(() => ({ data: [] }));
  const list: HaloList = { name: 'agents', endpoint: '/Agent', key: 'agents', pageSize: 50, params: {}, stamps: [] };
  expect(await readSnapshot(connection.client, list, all, 1)).toBeUndefined();
  expect(connection.asked).toEqual([]);
});

describe('a list of ids', () => {
  const answeringIds = (data: unknown) =>
    new ScriptedConnection(({ params }): Scripted =>
      params?.['ticketidonly'] === 'true'
        ? data instanceof Error
          ? data
          : { data }
        : { data: { record_count: 3, tickets: [{ id: 1 }] } },
    ).client;
  const read = (data: unknown) => readSnapshot(answeringIds(data), lists.tickets, all, 3);

  test('is sorted by id', async () => {
    const snapshot = await read({ record_count: 3, tickets: [{ id: 10 }, { id: 9 }, { id: 100 }] });
    expect([...(snapshot?.ids ?? [])]).toEqual([9, 10, 100]);
  });

  test.each([
    ['no id', {}],
    ['the id 0', { id: 0 }],
    ['a GUID', { id: '0c5b6a3e-0000-4000-8000-000000000003' }],
  ])('is no proof if a row has %s', async (_name, row) => {
    expect(await read({ tickets: [{ id: 1 }, row, { id: 3 }] })).toBeUndefined();
  });

  test('is no proof if it contains an id twice, because another one would be missing', async () => {
    expect(await read({ tickets: [{ id: 1 }, { id: 3 }, { id: 1 }] })).toBeUndefined();
  });

  test('is no error if it is refused', async () => {
    expect(await read(statusError(400, 'Invalid parameter'))).toBeUndefined();
  });
});

describe('a selection in parts', () => {
  const parts = [{ client_ids: '21,22' }, { client_ids: '23' }];

  test('gives the ids of all parts, after comparing each part with its own count', async () => {
    const connection = tenant('honoured');
    const wanted = connection.tenant
      .living('tickets')
      .filter((id) => [21, 22, 23].includes(connection.tenant.tickets.require(id).client_id));
    const snapshot = await readSnapshot(connection.client, lists.tickets, { params: {}, parts }, undefined);
    expect([...(snapshot?.ids ?? [])]).toEqual(wanted);
    expect(connection.requested).toHaveLength(4);
  });

  test('gives no ids if one part gives none', async () => {
    const connection = tenant('refused');
    expect(await readSnapshot(connection.client, lists.tickets, { params: {}, parts }, undefined)).toBeUndefined();
  });
});

describe('the count of an answer with more rows than were requested', () => {
  const counting = (...pages: readonly (readonly number[])[]) =>
    answeringInTurn(...pages.map((ids) => ({ record_count: pages[0]?.length, tickets: ids.map((id) => ({ id })) })))
      .client;
  const count = (...pages: readonly (readonly number[])[]) => countRows(counting(...pages), lists.tickets, all);

  test('is the total if the second page is empty, because then only the page size is ignored', async () => {
    expect(await count([1, 2, 3], [])).toBe(3);
  });

  test('is not used if the second page has other rows, because it counts the rows that were sent', async () => {
    expect(await count([1, 2, 3], [4, 5, 6])).toBeUndefined();
  });

  test('is an error if the second page is the first again, because the server ignores paging', async () => {
    await expect(count([1, 2, 3], [1, 2, 3])).rejects.toThrow(PagingIgnoredError);
  });

  test('is the total if it is larger than the number of rows', async () => {
    const client = answeringInTurn({ record_count: 130, tickets: [{ id: 1 }, { id: 2 }] }).client;
    expect(await countRows(client, lists.tickets, all)).toBe(130);
  });
});
