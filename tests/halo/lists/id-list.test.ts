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

describe.each(kinds)('%s: a snapshot of what lives', (kind, list) => {
  test('is one answer, held against the count beside it', async () => {
    const connection = tenant('honoured');
    const snapshot = await readSnapshot(connection.client, list, all, 120);
    expect([...(snapshot?.ids ?? [])]).toEqual(connection.tenant.living(kind));
    expect(connection.requested).toHaveLength(1);
  });

  test('asks for the count where none is known', async () => {
    const connection = tenant('honoured');
    const snapshot = await readSnapshot(connection.client, list, all, undefined);
    expect(snapshot?.ids).toHaveLength(120);
    expect(connection.requested).toHaveLength(2);
  });

  test('is taken again when rows came in between', async () => {
    const connection = tenant('honoured');
    const snapshot = await readSnapshot(connection.client, list, all, 118);
    expect(snapshot?.ids).toHaveLength(120);
  });

  test.each(['ignored', 'paged', 'refused'] as const)('is not had where the parameter is %s', async (idOnly) => {
    const connection = tenant(idOnly);
    expect(await readSnapshot(connection.client, list, all, 120)).toBeUndefined();
    expect(await readSnapshot(connection.client, list, all, undefined)).toBeUndefined();
  });

  test('that pages but fits on one page is whole all the same', async () => {
    const connection = tenant('paged', 30);
    expect((await readSnapshot(connection.client, list, all, 30))?.ids).toHaveLength(30);
  });
});

test('archived customers are in it', async () => {
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

test('a server that does not count gives no snapshot', async () => {
  const connection = tenant('honoured');
  connection.switches.recordCount = 'missing';
  expect(await countRows(connection.client, lists.tickets, all)).toBeUndefined();
  expect(await readSnapshot(connection.client, lists.tickets, all, undefined)).toBeUndefined();
});

test('a list that has no such parameter costs nothing', async () => {
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

  test('is sorted', async () => {
    const snapshot = await read({ record_count: 3, tickets: [{ id: 10 }, { id: 9 }, { id: 100 }] });
    expect([...(snapshot?.ids ?? [])]).toEqual([9, 10, 100]);
  });

  test.each([
    ['no id', {}],
    ['the id 0', { id: 0 }],
    ['a GUID', { id: '0c5b6a3e-0000-4000-8000-000000000003' }],
  ])('with a row that has %s proves nothing', async (_name, row) => {
    expect(await read({ tickets: [{ id: 1 }, row, { id: 3 }] })).toBeUndefined();
  });

  test('that names an id twice proves nothing: another would be missing', async () => {
    expect(await read({ tickets: [{ id: 1 }, { id: 3 }, { id: 1 }] })).toBeUndefined();
  });

  test('that is refused is no error', async () => {
    expect(await read(statusError(400, 'Invalid parameter'))).toBeUndefined();
  });
});

describe('a selection in parts', () => {
  const parts = [{ client_ids: '21,22' }, { client_ids: '23' }];

  test('is the ids of all parts, each of them held against its own count', async () => {
    const connection = tenant('honoured');
    const wanted = connection.tenant
      .living('tickets')
      .filter((id) => [21, 22, 23].includes(connection.tenant.tickets.require(id).client_id));
    const snapshot = await readSnapshot(connection.client, lists.tickets, { params: {}, parts }, undefined);
    expect([...(snapshot?.ids ?? [])]).toEqual(wanted);
    expect(connection.requested).toHaveLength(4);
  });

  test('is not had where one part is not', async () => {
    const connection = tenant('refused');
    expect(await readSnapshot(connection.client, lists.tickets, { params: {}, parts }, undefined)).toBeUndefined();
  });
});

describe('a count beside more rows than were asked for', () => {
  const counting = (...pages: readonly (readonly number[])[]) =>
    answeringInTurn(...pages.map((ids) => ({ record_count: pages[0]?.length, tickets: ids.map((id) => ({ id })) })))
      .client;
  const count = (...pages: readonly (readonly number[])[]) => countRows(counting(...pages), lists.tickets, all);

  test('is the total where the second page is empty: page numbers count, the size does not', async () => {
    expect(await count([1, 2, 3], [])).toBe(3);
  });

  test('is none where the second page has other rows: it counts the rows that were sent', async () => {
    expect(await count([1, 2, 3], [4, 5, 6])).toBeUndefined();
  });

  test('is an alarm where the second page is the first: nothing that was asked for counts', async () => {
    await expect(count([1, 2, 3], [1, 2, 3])).rejects.toThrow(PagingIgnoredError);
  });

  test('is the total where it is larger than what came', async () => {
    const client = answeringInTurn({ record_count: 130, tickets: [{ id: 1 }, { id: 2 }] }).client;
    expect(await countRows(client, lists.tickets, all)).toBe(130);
  });
});
