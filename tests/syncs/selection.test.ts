import { describe, expect, test } from 'vitest';

import { World, type WorldOptions } from '../support/world.js';
import { changes, failureOf, hours, minutes, recordIds, rows, three, ticketsWhere } from './three.js';

const [tickets, customers, assets] = three;

describe('the setting "customers"', () => {
  const world = (options: WorldOptions = {}) =>
    new World({ ...rows(60), customers: 6, metadata: { customers: [22, 24] }, ...options });
  const wanted = (id: number) => id === 22 || id === 24;

  test('selects tickets of these customers only, by a filter of the server', async () => {
    const it = world();
    await it.sync('tickets');
    const expected = ticketsWhere(it, ({ client_id }) => wanted(client_id));
    expect(expected.length).toBeGreaterThan(3);
    expect(await recordIds(it, tickets)).toEqual(expected);
    for (const request of it.requested.filter((line) => line.includes('/Tickets?'))) {
      expect(request).toContain('client_ids=22%2C24');
    }
  });

  test('selects assets of these customers only, and all customers', async () => {
    const it = world();
    await it.sync('customers');
    await it.sync('assets');
    expect(await recordIds(it, customers)).toEqual(it.tenant.living('customers').map(String));
    const own = it.tenant.living('assets').filter((id) => wanted(it.tenant.assets.require(id).client_id));
    expect(own.length).toBeGreaterThan(3);
    expect(await recordIds(it, assets)).toEqual(own.map(String));
  });

  test('an asset that moves to another customer is deleted, and one that moves to a selected customer is added', async () => {
    const it = world();
    await it.sync('assets');
    it.clock.advance(hours(2));
    const own = it.tenant.living('assets').find((id) => wanted(it.tenant.assets.require(id).client_id)) ?? 0;
    const other = it.tenant.living('assets').find((id) => !wanted(it.tenant.assets.require(id).client_id)) ?? 0;
    it.tenant.assets.edit(own, { client_id: 21 });
    it.tenant.assets.edit(other, { client_id: 22 });
    it.clock.advance(minutes(5));
    // The record of the one that leaves says for itself that it belongs to another customer, before it is deleted.
    expect(changes(await it.sync('assets'))).toEqual({ added: 1, updated: 1, deleted: 1 });
    expect(await recordIds(it, assets)).toContain(String(other));
    expect(await recordIds(it, assets)).not.toContain(String(own));
  });

  test('a ticket that moves to another customer is deleted by the next sweep', async () => {
    const it = world();
    await it.sync('tickets');
    it.clock.advance(hours(2));
    const [moved = ''] = await recordIds(it, tickets);
    it.tenant.tickets.edit(Number(moved), { client_id: 21 });
    it.clock.advance(hours(25));
    expect(changes(await it.sync('tickets')).deleted).toBe(1);
    expect(await recordIds(it, tickets)).not.toContain(moved);
  });

  test.each<[string, { customers?: number[] }]>([
    ['fewer', { customers: [22] }],
    ['others', { customers: [23] }],
    ['all', {}],
  ])('if %s are selected than before, the cache becomes the new selection', async (_name, metadata) => {
    const it = world();
    for (const { sync } of three) await it.sync(sync);
    it.metadata = { ...metadata, accept_shrinkage: ['tickets', 'assets'] };
    it.clock.advance(hours(1));
    for (const { sync } of three) {
      await it.sync(sync);
      it.clock.advance(minutes(5));
      await it.sync(sync);
    }
    const now = metadata.customers;
    const isWanted = (id: number) => now === undefined || now.includes(id);
    expect(await recordIds(it, tickets)).toEqual(ticketsWhere(it, ({ client_id }) => isWanted(client_id)));
    expect(await recordIds(it, customers)).toEqual(it.tenant.living('customers').map(String));
    const own = it.tenant.living('assets').filter((id) => isWanted(it.tenant.assets.require(id).client_id));
    expect(await recordIds(it, assets)).toEqual(own.map(String));
  });

  test('a server that ignores the filter is recognised, and nothing is saved', async () => {
    const it = world();
    it.api.faults.add({ fault: { kind: 'ignoredParameters', names: ['client_ids'] }, on: '/api/Tickets', times: 99 });
    expect(failureOf(await it.run('tickets')).code).toBe('halo_filter_ignored');
    expect(await recordIds(it, tickets)).toEqual([]);
  });
});

test('a change of the setting that selects the same rows causes no reading again', async () => {
  const it = new World(rows(30));
  for (const { sync } of three) await it.sync(sync);
  it.metadata = { overlap_minutes: 20, accept_shrinkage: ['customers'], full_listing_hours: 48 };
  it.clock.advance(minutes(5));
  for (const { sync } of three) expect((await it.sync(sync)).requests, sync).toBeLessThanOrEqual(7);
});

test('another mapping of statuses is applied to every ticket, not only to changed ones', async () => {
  const it = new World({ tickets: 30 });
  await it.sync('tickets');
  it.metadata = { status_categories: { Closed: 'pending' } };
  it.clock.advance(minutes(5));
  await it.sync('tickets');
  const closed = [...(await it.living('Ticket')).values()].filter((record) => record['status_id'] === '9');
  expect(closed.length).toBeGreaterThan(3);
  for (const record of closed) expect(record['status_category']).toBe('pending');
});
