import { describe, expect, test } from 'vitest';

import { World, type WorldOptions } from '../support/world.js';
import { changes, failureOf, hours, minutes } from './three.js';

const days = (count: number): number => hours(24 * count);

const open = (options: WorldOptions = {}) =>
  new World({ tickets: 4, customers: 3, others: { appointments: 12 }, ...options });

async function cached(world: World): Promise<number[]> {
  return [...(await world.living('Appointment')).keys()].map(Number).sort((a, b) => a - b);
}

/** An appointment on a day that many days from now. */
function make(world: World, inDays: number, values: object = {}): number {
  const start_date = world.clock.now() + days(inDays);
  const store = world.tenant.store('appointments');
  const { id } = store.create();
  store.change(id, 'start_date', start_date);
  store.change(id, 'end_date', start_date + hours(1));
  for (const [field, value] of Object.entries(values)) store.change(id, field, value);
  return id;
}

describe.each(['overlapping', 'beginning'] as const)('where the window is %s', (appointmentWindow) => {
  const adjust: WorldOptions['adjust'] = (switches) => (switches.appointmentWindow = appointmentWindow);

  test('a run saves the appointments of the window, and no others', async () => {
    const world = open({ metadata: { appointments_days: 10 }, others: { appointments: 0 }, adjust });
    const inside = [make(world, -9), make(world, 0), make(world, 9)];
    make(world, -12);
    make(world, 12);
    await world.sync('appointments');
    expect(await cached(world)).toEqual(inside);
  });

  test('the window moves forward, and records that have left it are kept unchanged, whether their rows are deleted or not', async () => {
    const world = open({ metadata: { appointments_days: 10 }, others: { appointments: 0 }, adjust });
    const [past, later] = [make(world, -8), make(world, 12)];
    await world.sync('appointments');
    expect(await cached(world)).toEqual([past]);
    world.clock.advance(days(6));
    world.tenant.store('appointments').delete(past);
    await world.sync('appointments');
    expect(await cached(world)).toEqual([past, later]);
  });

  test('an appointment that is gone is deleted, and one that was postponed until after the window is not', async () => {
    const world = open({ metadata: { appointments_days: 10 }, others: { appointments: 0 }, adjust });
    const [gone, putOff, stays] = [make(world, 1), make(world, 2), make(world, 3)];
    await world.sync('appointments');
    world.clock.advance(minutes(30));
    const store = world.tenant.store('appointments');
    store.delete(gone);
    store.change(putOff, 'start_date', world.clock.now() + days(40));
    store.change(putOff, 'end_date', world.clock.now() + days(41));
    expect(changes(await world.sync('appointments'))).toEqual({ added: 0, updated: 1, deleted: 1 });
    expect(await cached(world)).toEqual([putOff, stays]);
    // It is known to be outside now, and not asked about again.
    world.clock.advance(minutes(30));
    await world.sync('appointments');
    expect(world.requested.filter((line) => line.includes(`/Appointment/${putOff}`))).toEqual([]);
  });
});

test('an appointment that is deleted and can still be read by its id is deleted if the list proves it', async () => {
  const world = open({ others: { appointments: 0 } });
  const [deleted, stays] = [make(world, 1), make(world, 2)];
  await world.sync('appointments');
  world.tenant.store('appointments').change(deleted, 'deleted', true);
  world.clock.advance(minutes(30));
  await world.sync('appointments');
  expect(await cached(world)).toEqual([stays]);
});

test('the list proves no deletion while a row of it cannot be told from others', async () => {
  const world = open({ others: { appointments: 0 } });
  const [deleted, stays] = [make(world, 1), make(world, 2)];
  await world.sync('appointments');
  world.tenant.store('appointments').change(deleted, 'deleted', true);
  let isLast = false;
  world.alter = ({ path, query }, body) => {
    if (path !== '/api/Appointment') return body;
    if (query.has('includedeleted')) isLast = true;
    else if (isLast) return body.replace(`"id":${stays},`, '"id":0,');
    return body;
  };
  world.clock.advance(minutes(30));
  expect(changes(await world.sync('appointments'))).toEqual({ added: 0, updated: 0, deleted: 0 });
  expect(isLast).toBe(true);
  expect(await cached(world)).toEqual([deleted, stays]);
});

test('an existing appointment that the list leaves out is kept', async () => {
  const world = open({ others: { appointments: 0 } });
  const [hidden, stays] = [make(world, 1), make(world, 2)];
  await world.sync('appointments');
  world.alter = ({ path, query }, body) =>
    path === '/api/Appointment' && query.has('start_date')
      ? body.replace(new RegExp(`\\{"id":${hidden},[^{}]*\\},?`), '').replace('"record_count":2', '"record_count":1')
      : body;
  world.clock.advance(minutes(30));
  expect(changes(await world.sync('appointments'))).toEqual({ added: 0, updated: 0, deleted: 0 });
  expect(await cached(world)).toEqual([hidden, stays]);
});

test('a server that ignores the window is recognised, and nothing is deleted', async () => {
  const world = open({ metadata: { appointments_days: 10 } });
  make(world, 40);
  await world.sync('appointments');
  const before = await cached(world);
  world.switches.appointmentWindow = 'ignored';
  world.clock.advance(minutes(30));
  expect(failureOf(await world.run('appointments')).code).toBe('halo_filter_ignored');
  expect(await cached(world)).toEqual(before);
});

test('appointments of customers that the settings no longer select are deleted, inside and outside the window', async () => {
  const world = open({ others: { appointments: 0 }, metadata: { accept_shrinkage: ['appointments'] } });
  const [own, other] = [make(world, 1, { client_id: 21 }), make(world, 2, { client_id: 22 })];
  await world.sync('appointments');
  expect(await cached(world)).toEqual([own, other]);
  world.metadata = { ...world.metadata, customers: [21] };
  world.clock.advance(minutes(30));
  await world.sync('appointments');
  expect(await cached(world)).toEqual([own]);
});
