import { describe, expect, test } from 'vitest';

import { World } from '../support/world.js';
import { changes, hours, livingIds, minutes, recordIds, said, three } from './three.js';

const [tickets] = three;

describe('a ticket that is deleted', () => {
  test('is reported by the next run', async () => {
    const world = new World({ tickets: 30 });
    await world.sync('tickets');
    world.clock.advance(hours(2));
    world.tenant.tickets.delete(1004);
    world.clock.advance(minutes(5));
    expect(changes(await world.sync('tickets'))).toEqual({ added: 0, updated: 0, deleted: 1 });
    expect((await world.all('Ticket')).get('1004')?._nango_metadata.last_action).toBe('DELETED');
  });

  test('and then restored comes back', async () => {
    const world = new World({ tickets: 30 });
    await world.sync('tickets');
    world.clock.advance(hours(2));
    world.tenant.tickets.delete(1004);
    world.clock.advance(minutes(5));
    await world.sync('tickets');
    world.tenant.tickets.restore(1004);
    world.clock.advance(minutes(5));
    await world.sync('tickets');
    expect(await recordIds(world, tickets)).toEqual(livingIds(world, tickets));
  });

  test('and restored without a new time stamp is found by the sweep', async () => {
    const world = new World({ tickets: 30, adjust: (switches) => (switches.restoreBumpsLastUpdate = false) });
    await world.sync('tickets');
    world.clock.advance(hours(2));
    world.tenant.tickets.delete(1004);
    world.clock.advance(minutes(5));
    await world.sync('tickets');
    world.clock.advance(hours(3));
    world.tenant.tickets.restore(1004);
    world.clock.advance(hours(25));
    await world.sync('tickets');
    expect(await recordIds(world, tickets)).toEqual(livingIds(world, tickets));
  });

  test('is reported also if Halo shows deleted tickets by id', async () => {
    const world = new World({ tickets: 30, adjust: (switches) => (switches.deletedTicketById = 'row') });
    await world.sync('tickets');
    world.clock.advance(hours(2));
    world.tenant.tickets.delete(1004);
    world.clock.advance(minutes(5));
    expect(changes(await world.sync('tickets')).deleted).toBe(1);
  });

  test('permanently is found by the sweep of the next day, not before', async () => {
    const world = new World({ tickets: 30 });
    await world.sync('tickets');
    world.clock.advance(hours(2));
    world.tenant.tickets.destroy(1004);
    world.clock.advance(minutes(5));
    expect(changes(await world.sync('tickets')).deleted).toBe(0);
    world.clock.advance(hours(25));
    expect(changes(await world.sync('tickets')).deleted).toBe(1);
    expect(await recordIds(world, tickets)).toEqual(livingIds(world, tickets));
  });

  test('together with many others is confirmed by its own id', async () => {
    const world = new World({ tickets: 30 });
    await world.sync('tickets');
    world.clock.advance(hours(2));
    for (const id of [1003, 1004, 1005]) world.tenant.tickets.delete(id);
    world.clock.advance(minutes(5));
    await world.sync('tickets');
    for (const id of [1003, 1004, 1005]) expect(world.requested).toContain(`GET /api/Tickets/${id}`);
    expect(world.requested.filter((line) => /Tickets\/\d+/.test(line))).toHaveLength(3);
  });
});

describe('a server that ignores deleted=true', () => {
  test('lists existing tickets, none of which is deleted, and the sweep finds deleted ones', async () => {
    const world = new World({ tickets: 30, adjust: (switches) => (switches.deletedFilter = 'ignored') });
    await world.sync('tickets');
    world.clock.advance(hours(2));
    world.tenant.tickets.delete(1004);
    world.tenant.tickets.edit(1005, { summary: 'Edited' });
    world.clock.advance(minutes(5));
    const result = await world.sync('tickets');
    expect(changes(result)).toEqual({ added: 0, updated: 1, deleted: 0 });
    world.clock.advance(hours(25));
    expect(changes(await world.sync('tickets')).deleted).toBe(1);
    expect(await recordIds(world, tickets)).toEqual(livingIds(world, tickets));
  });

  test('is named in the log', async () => {
    const world = new World({ tickets: 30, adjust: (switches) => (switches.deletedFilter = 'ignored') });
    await world.sync('tickets');
    world.clock.advance(hours(2));
    world.tenant.tickets.edit(1005, { summary: 'Edited' });
    world.clock.advance(minutes(5));
    await world.sync('tickets');
    expect(said(world, 'warn').join()).toMatch(/deleted/);
  });
});

test('a ticket that the agent may no longer see by its id is kept', async () => {
  const world = new World({ tickets: 30, customers: 5, adjust: (switches) => (switches.hiddenById = 403) });
  await world.sync('tickets');
  const hidden = world.tenant.living('tickets').filter((id) => world.tenant.tickets.require(id).client_id === 22);
  expect(hidden.length).toBeGreaterThan(0);
  world.application.sight.customers = [21, 23, 24, 25];
  world.clock.advance(hours(25));
  expect(changes(await world.run('tickets')).deleted).toBe(0);
  expect(await recordIds(world, tickets)).toEqual(livingIds(world, tickets));
});

/** A run that makes a sweep, during whose `at`-th request a customer, one of whose tickets was edited, comes into sight. */
async function runWithSightAt(at: number): Promise<{ world: World; edited: string; requests: number }> {
  const world = new World({ tickets: 30, customers: 5 });
  await world.sync('tickets');
  const edited = world.tenant.living('tickets').find((id) => world.tenant.tickets.require(id).client_id === 22) ?? 0;
  world.clock.advance(hours(2));
  world.application.sight.customers = [21, 23, 24, 25];
  world.tenant.tickets.edit(edited, { summary: 'Edited out of sight' });
  world.clock.advance(hours(1));
  await world.sync('tickets');
  world.clock.advance(hours(23));
  let requests = 0;
  world.api.onRequest = () => {
    requests += 1;
    if (requests === at) world.application.sight = {};
  };
  await world.sync('tickets');
  world.api.onRequest = undefined;
  return { world, edited: String(edited), requests };
}

test('a change made while the ticket was invisible is found, at whatever moment of a sweep the ticket becomes visible', async () => {
  const { requests } = await runWithSightAt(0);
  expect(requests).toBeGreaterThan(8);
  for (let at = 1; at <= requests; at += 1) {
    const { world, edited } = await runWithSightAt(at);
    world.clock.advance(hours(25));
    await world.sync('tickets');
    const record = (await world.living('Ticket')).get(edited);
    expect(record?.['summary'], `in sight at request ${at}`).toBe('Edited out of sight');
  }
});
