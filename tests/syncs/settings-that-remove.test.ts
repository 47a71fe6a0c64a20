import { describe, expect, test } from 'vitest';

import { World, type WorldOptions } from '../support/world.js';
import { changes, failureOf, hours, minutes, recordIds, three } from './three.js';

const [tickets, customers, assets] = three;

const all = { include_projects: true, include_opportunities: true };

/** Settings after which a large part of a list is not selected any more. */
const cuts: { one: (typeof three)[number]; metadata: Record<string, unknown>; world?: WorldOptions }[] = [
  { one: tickets, metadata: { ticket_types: [9999] } },
  { one: tickets, metadata: { ticket_types: [3] } },
  { one: tickets, metadata: { tickets_since: '2026-06-01' } },
  { one: tickets, metadata: { customers: [22] } },
  { one: tickets, metadata: { include_opportunities: true }, world: { metadata: all } },
  { one: tickets, metadata: { include_projects: true }, world: { metadata: all } },
  { one: assets, metadata: { customers: ['22'] } },
  { one: assets, metadata: { customers: [9999] } },
  { one: assets, metadata: { customers: [22] }, world: { adjust: (switches) => (switches.idOnly = 'refused') } },
];

describe.each(cuts)('$one.sync with $metadata, which leave out much of what is there,', ({ one, metadata, world }) => {
  const { sync } = one;
  const open = () =>
    new World({
      tickets: 120,
      projects: 60,
      opportunities: 60,
      customers: 8,
      assets: 160,
      ...world,
      adjust(switches) {
        switches.ticketDomains = 'ticketsHoldAll';
        world?.adjust?.(switches);
      },
    });
  /** What is there when the settings hold from the start. */
  const selected = async () => {
    const fresh = open();
    fresh.metadata = metadata;
    await fresh.sync(sync);
    return recordIds(fresh, one);
  };
  const cut = async () => {
    const it = open();
    await it.sync(sync);
    const before = await recordIds(it, one);
    it.clock.advance(minutes(5));
    it.metadata = metadata;
    return { it, before };
  };

  test('need a confirmation in every run, and delete nothing without it', async () => {
    const { it, before } = await cut();
    const lost = before.length - (await selected()).length;
    for (const pause of [0, minutes(5), hours(25)]) {
      it.clock.advance(pause);
      const result = await it.run(sync);
      expect(failureOf(result).code).toBe('halo_implausible_shrinkage');
      expect(failureOf(result).message).toContain(`${lost} of ${before.length} ${one.kind} would be`);
      expect(failureOf(result).message).toContain(`set "accept_shrinkage" to ["${one.kind}"]`);
      expect(changes(result).deleted).toBe(0);
    }
    expect(await recordIds(it, one)).toEqual(before);
  });

  test('still let changes through until they are confirmed', async () => {
    const { it } = await cut();
    await it.run(sync);
    const made = one.kind === 'tickets' ? it.tenant.tickets.create({ client_id: 22, tickettype_id: 3 }).id : 0;
    const asset = one.kind === 'assets' ? it.tenant.assets.create({ client_id: 22 }).id : 0;
    it.clock.advance(minutes(5));
    await it.run(sync);
    const isWanted = !JSON.stringify(metadata).includes('9999');
    expect((await recordIds(it, one)).includes(String(made || asset))).toBe(isWanted);
  });

  test('delete what they leave out once they are confirmed', async () => {
    const { it } = await cut();
    await it.run(sync);
    it.metadata = { ...metadata, accept_shrinkage: [one.kind] };
    it.clock.advance(minutes(5));
    await it.sync(sync);
    expect(await recordIds(it, one)).toEqual(await selected());
  });

  test('can be changed back, before the confirmation and after it', async () => {
    const { it, before } = await cut();
    await it.run(sync);
    it.metadata = { ...world?.metadata };
    it.clock.advance(minutes(5));
    expect(changes(await it.sync(sync)).deleted).toBe(0);
    expect(await recordIds(it, one)).toEqual(before);
    it.metadata = { ...metadata, accept_shrinkage: [one.kind] };
    it.clock.advance(minutes(5));
    await it.sync(sync);
    it.metadata = { ...world?.metadata };
    it.clock.advance(minutes(5));
    await it.sync(sync);
    expect(await recordIds(it, one)).toEqual(before);
  });

  test('need no confirmation in a first run, when nothing can be deleted', async () => {
    const it = open();
    it.metadata = metadata;
    await it.sync(sync);
    expect(changes(await it.sync(sync)).deleted).toBe(0);
  });
});

test('settings that leave out a few records need no confirmation', async () => {
  const it = new World({ tickets: 90, customers: 3, assets: 90 });
  for (const { sync } of three) await it.sync(sync);
  const few = it.tenant.living('assets').filter((id) => it.tenant.assets.require(id).client_id === 23);
  for (const id of few.slice(4)) it.tenant.assets.edit(id, { client_id: 22 });
  it.clock.advance(minutes(5));
  it.metadata = { customers: [21, 22] };
  expect(changes(await it.sync('assets')).deleted).toBe(4);
  expect(changes(await it.sync('customers')).deleted).toBe(0);
  expect(await recordIds(it, customers)).toHaveLength(3);
});

test('many rows that move to customers who are not selected need a confirmation too', async () => {
  const it = new World({ customers: 6, assets: 120, metadata: { customers: [22, 23] } });
  await it.sync('assets');
  const before = await recordIds(it, assets);
  it.clock.advance(hours(1));
  for (const id of before.slice(0, 20)) it.tenant.assets.edit(Number(id), { client_id: 21 });
  it.clock.advance(minutes(5));
  expect(failureOf(await it.run('assets')).code).toBe('halo_implausible_shrinkage');
  it.metadata = { customers: [22, 23], accept_shrinkage: ['assets'] };
  it.clock.advance(minutes(5));
  expect(changes(await it.sync('assets')).deleted).toBe(20);
});

test('an asset that leaves the selection is deleted even if the run is killed after it was read', async () => {
  for (const when of ['saveCheckpoint', 'batchSave'] as const) {
    const it = new World({ customers: 6, assets: 60, metadata: { customers: [22, 23] } });
    await it.sync('assets');
    it.clock.advance(hours(1));
    const [moved = ''] = await recordIds(it, assets);
    it.tenant.assets.edit(Number(moved), { client_id: 21 });
    it.clock.advance(minutes(5));
    it.afterCall = (method) => {
      if (method === when) throw new Error('killed');
    };
    expect((await it.run('assets')).success).toBe(false);
    it.afterCall = undefined;
    it.clock.advance(minutes(5));
    await it.sync('assets');
    expect(await recordIds(it, assets)).not.toContain(moved);
  }
});
