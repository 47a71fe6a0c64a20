import { expect, test } from 'vitest';
import { z } from 'zod';

import type { EndpointName } from '../../sandbox/halo/index.js';
import { codeOf } from '../support/bundles.js';
import { Runtime, World } from '../support/world.js';
import { hours, livingIds, recordIds, three } from './three.js';

const [tickets] = three;

/** Syncs that have a tenth of the room, so that texts of a tenth of the length do, and the tests are fast. */
const runtime = new Runtime();
const room = 800_000;
for (const name of ['tickets', 'ticket-actions']) runtime.deploy(name, crowded(codeOf(name)));

function crowded(code: string): string {
  expect(code).toContain('= 8e6;');
  return code.replaceAll('= 8e6;', `= ${room};`);
}

const long = 190_000;
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
  const world = new World({ runtime, tickets: size });
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

test('a first page is small, and after long tickets the pages fit into the memory of a run and are read one at a time', async () => {
  const { world, events } = heavyWorld(40, () => long);
  await world.sync('tickets');
  expect(await recordIds(world, tickets)).toEqual(livingIds(world, tickets));
  const [first, ...others] = pagesOf(events);
  // How long rows are shows only when they are here.
  expect(first?.asked).toBe(10);
  expect(Math.max(...others.map(({ characters }) => characters))).toBeLessThan(room);
  // The page after a heavy one is asked for when the records of that one are saved.
  expect(events[1]?.what).toBe('saved');
});

test('a few long tickets make the following pages smaller, and no others', async () => {
  const { world, events } = heavyWorld(600, (id) => (id > 1200 && id <= 1240 ? 50_000 : 200));
  await world.sync('tickets');
  expect(await recordIds(world, tickets)).toEqual(livingIds(world, tickets));
  const sizes = pagesOf(events).map(({ asked }) => asked);
  expect(sizes.slice(0, 6)).toEqual([10, 100, 100, 100, 19, 100]);
  // What changed since the first run began is read so that it fits if all rows are as long as these.
  const [following, ...others] = new Set(sizes.slice(6).filter((size) => size !== 100));
  expect([following, others]).toEqual([63, []]);
});

test.each([
  { length: 200, asked: 100 },
  { length: long, asked: 16 },
])('a later run begins with as many rows as fit if all have $length characters, as the longest had', async (one) => {
  const { world, events } = heavyWorld(120, (id) => (id === 1001 ? one.length : 200));
  await world.sync('tickets');
  world.clock.advance(hours(1));
  for (const id of world.tenant.living('tickets')) world.tenant.tickets.edit(id, { summary: 'Changed' });
  events.length = 0;
  await world.sync('tickets');
  expect(pagesOf(events)[0]?.asked).toBe(one.asked);
  expect((await world.living('Ticket')).get('1120')).toMatchObject({ summary: 'Changed' });
});

/** Of these a run that is killed begins anew. */
const withoutOrder = 'that sort by nothing';

const builds: readonly [name: string, adjust: (world: World) => void][] = [
  ['that send so many rows as they like', ({ switches }) => (switches.ignoresPageSize = everywhere(30))],
  [withoutOrder, ({ switches }) => (switches.ignoresOrder = everywhere('unstable'))],
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

test.each(builds)('no ticket is missed if pages change their size, on builds %s', async (_, adjust) => {
  const { world } = heavyWorld(230, (id) => (id % 70 < 20 ? 70_000 : 200), adjust);
  await world.sync('tickets');
  expect(await recordIds(world, tickets)).toEqual(livingIds(world, tickets));
});

test('where the count is that of the rows that were sent, a small first page makes no other page small', async () => {
  const { world, events } = heavyWorld(
    730,
    () => 200,
    ({ switches }) => (switches.recordCount = 'rowsSent'),
  );
  await world.sync('tickets');
  expect(await recordIds(world, tickets)).toEqual(livingIds(world, tickets));
  const [first, ...others] = pagesOf(events).map(({ asked }) => asked);
  expect(first).toBe(10);
  expect(new Set(others)).toEqual(new Set([100]));
});

test('no ticket is missed if rows are deleted while pages change their size', async () => {
  const { world, events } = heavyWorld(230, (id) => (id % 70 < 20 ? 70_000 : 200));
  world.api.onRequest = ({ query }) => {
    if (query.get('page_no') === '1' || !query.has('page_no')) return;
    const [first] = world.tenant.living('tickets');
    if (first !== undefined && events.length % 3 === 0) world.tenant.tickets.destroy(first);
  };
  await world.sync('tickets');
  expect(await recordIds(world, tickets)).toEqual(expect.arrayContaining(livingIds(world, tickets)));
});

const ordered = builds.filter(([name]) => name !== withoutOrder);

test.each(ordered)(
  'the run after one that was killed continues with a small page, and misses no ticket, on builds %s',
  async (_, adjust) => {
    const { world, events } = heavyWorld(430, () => 200, adjust);
    let saves = 0;
    world.beforeCall = (method) => {
      if (method === 'saveCheckpoint' && ++saves === 4) throw new Error('The page has more text than there is memory');
    };
    await world.run('tickets');
    world.beforeCall = undefined;
    events.length = 0;
    await world.sync('tickets');
    expect(pagesOf(events)[0]?.asked).toBe(10);
    expect(await recordIds(world, tickets)).toEqual(livingIds(world, tickets));
  },
);

test('the run after one that was killed continues with the page size of that run', async () => {
  const { world, events } = heavyWorld(40, () => long);
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
  const { world } = heavyWorld(120, () => 30_000);
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
  expect(again[0]).toMatch(/page_no=3&page_size=10&/);
});
