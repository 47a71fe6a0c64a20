import { describe, expect, test } from 'vitest';

import type { HaloRow } from '../../../halo/values/rows.js';
import { readSettings } from '../../../records/settings.js';
import { TicketNames } from '../../../records/tickets/names.js';
import { TenantConnection } from '../../support/connection.js';
import { priorities, tables } from './tables.js';

const usual = {
  '/Status': [
    { id: 1, name: 'New', type: 0 },
    { id: 2, name: 'In Progress', type: 0 },
    { id: 4, name: 'With User', type: 0 },
    { id: 7, name: 'Snoozed', type: 0 },
    { id: 8, name: 'constructor', type: 0 },
    { id: 9, name: 'Closed', type: 0, closed: true },
    { id: 13, name: 'Closed Order', type: 1, closed: true },
    { id: 21, name: 'On Hold', type: 0 },
    { id: 25, name: 'Shipped', type: 0, closed: true },
  ],
  '/Priority': priorities,
  '/TicketType': [{ id: 1, name: 'Incident' }],
  '/Agent': [
    { id: 1, name: 'Unassigned' },
    { id: 7, name: 'Sam\u200b Tech' },
  ],
};

async function names(row: HaloRow, metadata: object = {}, lists: Record<string, readonly HaloRow[]> = usual) {
  const all = new TicketNames(tables(lists).client, readSettings(metadata));
  await all.load([row]);
  return all;
}

describe('status_category', () => {
  const category = async (row: HaloRow, metadata: object = {}, lists = {}) =>
    (await names(row, metadata, { ...usual, ...lists })).category(row);

  test.each([
    [1, 'open'],
    [2, 'open'],
    [4, 'pending'],
    [21, 'on_hold'],
    [9, 'closed'],
    [25, 'closed'],
  ])('status %d is %s, by the tables and usual names', async (status_id, expected) => {
    expect(await category({ status_id })).toBe(expected);
  });

  test.each([7, 8, 99, 0, undefined])('status %s gets no guessed category', async (status_id) => {
    expect(await category({ status_id })).toBe('unknown');
  });

  test('a ticket whose clock is stopped is on hold, unless it is closed', async () => {
    expect(await category({ status_id: 7, onhold: true })).toBe('on_hold');
    expect(await category({ status_id: 25, onhold: true })).toBe('closed');
    expect(await category({ status_id: 7, onhold: false })).toBe('unknown');
  });

  test.each([
    [{ '7': 'pending' }, 'pending'],
    [{ Snoozed: 'on_hold' }, 'on_hold'],
    [{ '7': 'open', Snoozed: 'on_hold' }, 'open'],
    [{ Other: 'open' }, 'unknown'],
    [{ ' snoozed ': 'pending' }, 'pending'],
  ])('the metadata %j takes precedence', async (status_categories, expected) => {
    expect(await category({ status_id: 7 }, { status_categories })).toBe(expected);
  });

  test('the metadata takes precedence over the tables and over a stopped clock', async () => {
    expect(await category({ status_id: 9, onhold: true }, { status_categories: { Closed: 'pending' } })).toBe(
      'pending',
    );
  });

  test('if the server ignores excludeclosed, only the built-in status Closed counts as closed', async () => {
    const all = usual['/Status'].map((status) => ({ ...status, closed: false }));
    expect(await category({ status_id: 9 }, {}, { '/Status': all })).toBe('closed');
    expect(await category({ status_id: 25 }, {}, { '/Status': all })).toBe('unknown');
  });

  test('if excludeclosed returns nothing at all, not every status counts as closed', async () => {
    const all = usual['/Status'].map((status) => ({ ...status, closed: true }));
    expect(await category({ status_id: 1 }, {}, { '/Status': all })).toBe('open');
  });
});

describe('names', () => {
  test.each([
    ['none', {}],
    ['blanks', { status_name: ' ', priority_name: '\u200b', tickettype_name: ' ', agent_name: ' ' }],
  ])('are taken from the tables when rows have %s', async (_carried, carried) => {
    const row = { status_id: 1, priority_id: 2, sla_id: 1, tickettype_id: 1, agent_id: 7, ...carried };
    const all = await names(row);
    expect([all.status(row), all.priority(row), all.ticketType(row), all.agent(row)]).toEqual([
      'New',
      'High',
      'Incident',
      'Sam Tech',
    ]);
  });

  test('are those of the row if it has them, without reading types and agents', async () => {
    const row = {
      status_id: 1,
      status_name: 'Own\u200b status',
      priority_id: 2,
      priority_name: 'Own priority',
      tickettype_id: 1,
      tickettype_name: 'Own type',
      itil_requesttype_id: 1,
      agent_id: 7,
      agent_name: 'Own agent',
    };
    const connection = tables(usual);
    const all = new TicketNames(connection.client, readSettings({}));
    await all.load([row]);
    expect([all.status(row), all.priority(row), all.ticketType(row), all.agent(row)]).toEqual([
      'Own status',
      'Own priority',
      'Own type',
      'Own agent',
    ]);
    expect(connection.asked.map(({ endpoint }) => endpoint)).toEqual(['/Status', '/Status', '/Priority']);
  });

  test('are read once, and not at all if there are no rows', async () => {
    const connection = tables(usual);
    const all = new TicketNames(connection.client, readSettings({}));
    await all.load([]);
    expect(connection.asked).toEqual([]);
    for (let page = 0; page < 3; page += 1) await all.load([{ status_id: 1, agent_id: 7, tickettype_id: 1 }]);
    expect(connection.asked).toHaveLength(5);
  });

  test('are left out if the tables do not contain them', async () => {
    const row = { status_id: 99, priority_id: 99, tickettype_id: 99, agent_id: 99 };
    const all = await names(row);
    expect([all.status(row), all.priority(row), all.ticketType(row), all.agent(row)]).toEqual(Array(4).fill(undefined));
  });

  test('are not taken from statuses that are not for tickets', async () => {
    expect((await names({ status_id: 13 })).status({ status_id: 13 })).toBeUndefined();
  });
});

test("the simulated tenant's own tables are understood", async () => {
  const connection = new TenantConnection();
  const all = new TicketNames(connection.client, readSettings({}));
  const row = { status_id: 25, priority_id: 1, sla_id: 1, tickettype_id: 3, agent_id: 3 };
  await all.load([row]);
  expect([all.category(row), all.priority(row), all.ticketType(row)]).toEqual([
    'closed',
    'Critical',
    'Service Request',
  ]);
});
