import { describe, expect, test } from 'vitest';

import { selfHosted } from '../../sandbox/platform/profile/profile.js';
import { goingOn } from '../support/caches.js';
import { World } from '../support/world.js';
import { changes, failureOf, hours, minutes, pagesRead, recordIds, livingIds, three } from './three.js';

const [tickets, customers] = three;

/** Both ways in which `nango.listRecords` answers, and caches of more than one of its pages of 100 records. */
const servers = [
  { name: 'gives one page', profile: selfHosted },
  { name: 'goes on by itself', profile: goingOn },
];

describe.each(servers)('with a server whose listRecords $name, a sync', ({ profile }) => {
  test('needs a confirmation if 250 of 400 customers are gone at once', async () => {
    const world = new World({ profile, customers: 400 });
    await world.sync('customers');
    for (const id of world.tenant.living('customers').slice(0, 250)) world.tenant.customers.delete(id);
    for (const pause of [hours(1), hours(25)]) {
      world.clock.advance(pause);
      const result = await world.run('customers');
      expect(failureOf(result).code).toBe('halo_implausible_shrinkage');
      expect(failureOf(result).message).toMatch(/250 of 400 customers/);
      expect(changes(result).deleted).toBe(0);
    }
    world.metadata = { accept_shrinkage: ['customers'] };
    world.clock.advance(hours(1));
    expect(changes(await world.sync('customers')).deleted).toBe(250);
    expect(await recordIds(world, customers)).toEqual(livingIds(world, customers));
  });

  test('deletes tickets that the settings no longer select, however many there are', async () => {
    const world = new World({ profile, tickets: 450, customers: 5 });
    await world.sync('tickets');
    world.metadata = { customers: [22], accept_shrinkage: ['tickets'] };
    world.clock.advance(minutes(5));
    await world.sync('tickets');
    const isWanted = (id: number) => world.tenant.tickets.require(id).client_id === 22;
    expect(await recordIds(world, tickets)).toEqual(world.tenant.living('tickets').filter(isWanted).map(String));
  });

  test('finds tickets that are gone without a trace by the sweep, wherever they are in the cache', async () => {
    const world = new World({ profile, tickets: 350 });
    await world.sync('tickets');
    const ids = world.tenant.living('tickets');
    for (const rank of [3, 99, 100, 250, 349]) world.tenant.tickets.destroy(ids[rank] ?? 0);
    world.clock.advance(hours(25));
    expect(changes(await world.sync('tickets')).deleted).toBe(5);
    expect(await recordIds(world, tickets)).toEqual(livingIds(world, tickets));
  });

  test('reads no ticket again in a sweep in which nothing is missing', async () => {
    const world = new World({ profile, tickets: 350 });
    await world.sync('tickets');
    world.clock.advance(hours(25));
    await world.sync('tickets');
    const whole = pagesRead(world, tickets).filter(
      (request) => !request.includes('lastupdatefromdate') && !request.includes('page_size=1&'),
    );
    expect(whole).toEqual([]);
  });

  test('completes a first run that was killed from the cache, however large that is', async () => {
    const world = new World({ profile, tickets: 550 });
    let saves = 0;
    world.afterCall = (method) => {
      if (method === 'saveCheckpoint' && ++saves === 3) throw new Error('killed');
    };
    await world.run('tickets');
    world.afterCall = undefined;
    world.tenant.tickets.delete(world.tenant.living('tickets')[150] ?? 0);
    world.clock.advance(minutes(5));
    await world.sync('tickets');
    expect(await recordIds(world, tickets)).toEqual(livingIds(world, tickets));
    // Pages 4 to 6, and those pages again on which a row is missing: none.
    expect(pagesRead(world, tickets).filter((request) => request.includes('page_no=1&page_size=100'))).toHaveLength(2);
  });

  test('finds all existing records although deleted ones fill pages', async () => {
    const world = new World({ profile, tickets: 260 });
    await world.sync('tickets');
    world.metadata = { accept_shrinkage: ['tickets'] };
    for (const id of world.tenant.living('tickets').slice(0, 240)) world.tenant.tickets.delete(id);
    world.clock.advance(minutes(5));
    await world.sync('tickets');
    expect(await recordIds(world, tickets)).toEqual(livingIds(world, tickets));
    // Behind the 240 that are marked, 20 live: the cache is not empty, and these go when the tenant has none left.
    await world.checkpoints.clear(1, '');
    for (const id of world.tenant.living('tickets')) world.tenant.tickets.destroy(id);
    world.clock.advance(hours(25));
    await world.sync('tickets');
    expect(await recordIds(world, tickets)).toEqual([]);
  });
});
