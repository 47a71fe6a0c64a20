import { expect, test } from 'vitest';
import { z } from 'zod';

import type { EndpointName } from '../../sandbox/halo/index.js';
import { World } from '../support/world.js';
import { livingIds, recordIds, three } from './three.js';

const [tickets] = three;
const long = 1_900_000;
const Rows = z.array(z.looseObject({ id: z.number() }));
const Answer = z.looseObject({ tickets: Rows });

interface Event {
  /** A page that came, or a batch that was saved. */
  what: 'page' | 'saved';
  asked: number;
  characters: number;
}

/** A tenant whose tickets hold long e-mails, and what a run of it asks for and saves, in order. */
function heavyWorld(size: number, length: (id: number) => number, adjust?: (world: World) => void) {
  const world = new World({ tickets: size });
  const events: Event[] = [];
  world.alter = ({ path, query }, body) => {
    if (path !== '/api/Tickets' || !query.has('page_no')) return body;
    const sent: unknown = JSON.parse(body);
    const answer = Array.isArray(sent) ? Rows.parse(sent) : Answer.parse(sent);
    for (const row of Array.isArray(answer) ? answer : answer.tickets) row['details'] = 'x'.repeat(length(row.id));
    const text = JSON.stringify(answer);
    events.push({ what: 'page', asked: Number(query.get('page_size')), characters: text.length });
    return text;
  };
  world.afterCall = (method) => {
    if (method === 'batchSave') events.push({ what: 'saved', asked: 0, characters: 0 });
  };
  adjust?.(world);
  return { world, events };
}

const pagesOf = (events: readonly Event[]): Event[] => events.filter(({ what, asked }) => what === 'page' && asked > 1);

test('after a page of tickets with two megabytes each, pages fit into the memory of a run and are read one at a time', async () => {
  const { world, events } = heavyWorld(40, () => long);
  world.metadata = { page_size: 25 };
  await world.sync('tickets');
  expect(await recordIds(world, tickets)).toEqual(livingIds(world, tickets));
  const [first, ...others] = pagesOf(events);
  // How long rows are shows only when they are here.
  expect(first?.asked).toBe(25);
  expect(Math.max(...others.map(({ characters }) => characters))).toBeLessThan(8_000_000);
  // The page after a heavy one is asked for when the records of that one are saved.
  expect(events[1]?.what).toBe('saved');
});

test('a few long tickets make the following pages smaller, and no others', async () => {
  const { world, events } = heavyWorld(600, (id) => (id > 1200 && id <= 1240 ? 500_000 : 200));
  await world.sync('tickets');
  expect(await recordIds(world, tickets)).toEqual(livingIds(world, tickets));
  const sizes = pagesOf(events).map(({ asked }) => asked);
  expect(sizes.slice(0, 5)).toEqual([100, 100, 100, 19, 100]);
  expect(sizes.slice(5).every((size) => size === 100)).toBe(true);
});

const builds: readonly [name: string, adjust: (world: World) => void][] = [
  ['that send so many rows as they like', ({ switches }) => (switches.ignoresPageSize = everywhere(30))],
  ['that sort by nothing', ({ switches }) => (switches.ignoresOrder = everywhere('unstable'))],
  ['that count nothing', ({ switches }) => (switches.recordCount = 'missing')],
  ['that give 40 rows at most', ({ switches }) => (switches.pageCaps = { default: 40 })],
  ['that send their last page again', ({ switches }) => (switches.pastEnd = 'repeatLast')],
  [
    'that send bare arrays of 25 rows',
    ({ switches }) => Object.assign(switches, { pageCaps: { default: 25 }, containers: everywhere('array') }),
  ],
];

function everywhere<const T>(value: T): Record<EndpointName, T> {
  return { Tickets: value };
}

test.each(builds)('no ticket is missed where pages change their size, on builds %s', async (_, adjust) => {
  const { world } = heavyWorld(230, (id) => (id % 70 < 20 ? 700_000 : 200), adjust);
  await world.sync('tickets');
  expect(await recordIds(world, tickets)).toEqual(livingIds(world, tickets));
});

test('no ticket is missed if rows are deleted while pages change their size', async () => {
  const { world, events } = heavyWorld(230, (id) => (id % 70 < 20 ? 700_000 : 200));
  world.api.onRequest = ({ query }) => {
    if (query.get('page_no') === '1' || !query.has('page_no')) return;
    const [first] = world.tenant.living('tickets');
    if (first !== undefined && events.length % 3 === 0) world.tenant.tickets.destroy(first);
  };
  await world.sync('tickets');
  expect(await recordIds(world, tickets)).toEqual(expect.arrayContaining(livingIds(world, tickets)));
});

test('the run after one that was killed continues with the page size of that run', async () => {
  const { world, events } = heavyWorld(40, () => long);
  world.metadata = { page_size: 25 };
  let saves = 0;
  world.beforeCall = (method) => {
    if (method === 'saveCheckpoint' && ++saves === 4) throw new Error('The runner ends');
  };
  await world.run('tickets');
  world.beforeCall = undefined;
  events.length = 0;
  await world.sync('tickets');
  expect(await recordIds(world, tickets)).toEqual(livingIds(world, tickets));
  expect(pagesOf(events)[0]?.asked).toBe(2);
});

test('a page that is saved in several pieces is continued with its own size, whatever comes after it', async () => {
  const { world } = heavyWorld(120, () => 300_000);
  world.metadata = { actions_days: 3650 };
  world.switches.actionListHidesPrivate = false;
  let saves = 0;
  world.beforeCall = (method) => {
    if (method === 'batchSave' && ++saves === 30) throw new Error('The runner ends');
  };
  await world.run('ticket-actions');
  world.beforeCall = undefined;
  await world.sync('ticket-actions');
  const own = world.tenant
    .living('tickets')
    .flatMap((ticket) => world.tenant.actions.of(ticket).map(({ id }) => `${ticket}:${id}`));
  expect([...(await world.living('TicketAction')).keys()].sort()).toEqual(own.sort());
  const again = world.requested.filter((request) => request.includes('/api/Tickets?') && request.includes('page_no='));
  expect(again[0]).toMatch(/page_no=1&page_size=100&/);
});
