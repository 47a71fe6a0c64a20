import { describe, expect, test } from 'vitest';

import type { Switches } from '../../sandbox/halo/index.js';
import { World } from '../support/world.js';
import { changes, failureOf, hours, livingIds, minutes, recordIds, rows, said, three } from './three.js';

const oddities: [string, (switches: Switches) => void][] = [
  ['ignores lists of ids', (it) => (it.idOnly = 'ignored')],
  ['pages lists of ids', (it) => (it.idOnly = 'paged')],
  ['refuses lists of ids', (it) => (it.idOnly = 'refused')],
  ['ignores other filters in lists of ids', (it) => (it.idOnlyFilters = 'ignored')],
  [
    'ignores "updated since" but on tickets',
    (it) => Object.assign(it.updatedSince, { Client: 'ignore', Asset: 'ignore' }),
  ],
  ['lists what was changed after the moment, not at it', (it) => (it.updatedSinceBoundary = '>')],
  ['ignores deleted=true', (it) => (it.deletedFilter = 'ignored')],
  ['tells no time', (it) => (it.dateHeader = 'missing')],
  ['is an hour ahead of the runner', (it) => (it.dateHeader = { skewSeconds: 3600 })],
  ['is an hour behind the runner', (it) => (it.dateHeader = { skewSeconds: -3600 })],
  ['repeats its last page past the end', (it) => (it.pastEnd = 'repeatLast')],
  ['counts all rows past the end', (it) => (it.pastEnd = 'empty')],
  ['does not count', (it) => (it.recordCount = 'missing')],
  [
    'sorts by name, or newest first, whatever is asked',
    (it) => Object.assign(it.ignoresOrder, { Tickets: 'default', Client: 'default', Asset: 'default' }),
  ],
  [
    'has no order that holds from page to page',
    (it) => Object.assign(it.ignoresOrder, { Tickets: 'unstable', Client: 'unstable', Asset: 'unstable' }),
  ],
  [
    'sorts by name, or newest first, and gives no list of ids',
    (it) => {
      it.idOnly = 'refused';
      Object.assign(it.ignoresOrder, { Tickets: 'default', Client: 'default', Asset: 'default' });
    },
  ],
  [
    'has no order that holds from page to page, and gives no list of ids',
    (it) => {
      it.idOnly = 'ignored';
      Object.assign(it.ignoresOrder, { Tickets: 'unstable', Client: 'unstable', Asset: 'unstable' });
    },
  ],
  [
    'sends 50 rows a page whatever is asked',
    (it) => Object.assign(it.ignoresPageSize, { Tickets: 50, Client: 50, Asset: 50 }),
  ],
  [
    'sends a row twice',
    (it) => Object.assign(it.oddRows, { Tickets: 'repeated', Client: 'repeated', Asset: 'repeated' }),
  ],
  ['sends bare arrays', (it) => Object.assign(it.containers, { Tickets: 'array', Client: 'array', Asset: 'array' })],
  ['sends results', (it) => Object.assign(it.containers, { Tickets: 'results', Client: 'results', Asset: 'results' })],
  ['caps pages at 30', (it) => Object.assign(it.pageCaps, { Tickets: 30, Client: 30, Asset: 30 })],
  ['calls its stamp flastupdate', (it) => (it.lastUpdateKey = 'flastupdate')],
  ['writes nulls', (it) => (it.emptyFields = 'null')],
  ['shows changes half a minute late', (it) => (it.delayedVisibilitySeconds = 30)],
  ['shows deleted tickets by id', (it) => (it.deletedTicketById = 'row')],
];

/** Everything that a sync must find: something made, edited, archived and deleted, and a day later all is equal. */
async function live(world: World, one: (typeof three)[number]): Promise<void> {
  const store = world.tenant[one.kind];
  await world.sync(one.sync);
  expect(await recordIds(world, one)).toEqual(livingIds(world, one));
  world.clock.advance(hours(2));
  const [first = 0, second = 0] = world.tenant.living(one.kind).slice(5);
  store.delete(first);
  if (one.kind === 'tickets') world.tenant.tickets.edit(second, { summary: 'Edited' });
  if (one.kind === 'customers') world.tenant.customers.edit(second, { name: 'Edited', inactive: true });
  if (one.kind === 'assets') world.tenant.assets.edit(second, { inventory_number: 'Edited', inactive: true });
  store.create();
  world.clock.advance(minutes(5));
  await world.sync(one.sync);
  expect(Object.values((await world.living(one.model)).get(String(second)) ?? {})).toContain('Edited');
  world.clock.advance(hours(25));
  await world.sync(one.sync);
  expect(await recordIds(world, one)).toEqual(livingIds(world, one));
}

describe.each(oddities)('a tenant that %s', (_name, adjust) => {
  test.each(three)('$sync end up equal to it', async (one) => {
    await live(new World({ ...rows(130), adjust }), one);
  });
});

describe('a single wrong answer is never taken for a complete one', () => {
  const parameters = ['pageinate', 'page_no', 'page_size'];

  test.each(three)('$sync: paging that is ignored once, on the very first page', async (one) => {
    const world = new World(rows(130));
    const on = ({ path, query }: { path: string; query: URLSearchParams }) => path === one.path && query.has('page_no');
    world.api.faults.add({ fault: { kind: 'ignoredParameters', names: parameters }, on });
    const result = await world.run(one.sync);
    const ids = await recordIds(world, one);
    if (result.success) expect(ids).toEqual(livingIds(world, one));
    world.clock.advance(minutes(5));
    await world.sync(one.sync);
    expect(await recordIds(world, one)).toEqual(livingIds(world, one));
  });

  test.each(three)('$sync: an empty list, once, at every request in turn', async (one) => {
    for (const after of [0, 1, 2, 3, 4, 5, 6]) {
      const world = new World(rows(130));
      await world.sync(one.sync);
      world.clock.advance(hours(25));
      world.api.faults.add({ fault: { kind: 'emptyList' }, on: one.path, after });
      const result = await world.run(one.sync);
      expect(changes(result).deleted, `after ${after}: ${String(failureOf(result).code)}`).toBe(0);
      expect(await recordIds(world, one)).toEqual(livingIds(world, one));
    }
  });

  test.each(three)('$sync: a count of the rows sent instead of the total', async (one) => {
    const world = new World({ ...rows(130), adjust: (switches) => (switches.recordCount = 'rowsSent') });
    const result = await world.run(one.sync);
    if (result.success) expect(await recordIds(world, one)).toEqual(livingIds(world, one));
    else expect(failureOf(result).code).toMatch(/^halo_/);
  });

  test.each(three)('$sync: a server that ignores paging altogether', async (one) => {
    const world = new World({
      ...rows(130),
      adjust: (switches) => (switches.ignoresPaging[one.endpoint] = 'everything'),
    });
    expect(failureOf(await world.run(one.sync)).code).toBe('halo_paging_ignored');
  });

  test.each(three)('$sync: a server that answers every page with the first', async (one) => {
    const world = new World({
      ...rows(130),
      adjust: (switches) => (switches.ignoresPaging[one.endpoint] = 'firstPage'),
    });
    expect(failureOf(await world.run(one.sync)).code).toMatch(/^halo_(page_repeated|list_incomplete)$/);
  });

  test.each(three)('$sync: a server that answers every page with the first, without a list of ids', async (one) => {
    const world = new World({
      ...rows(one.page + 30),
      adjust: (switches) => {
        switches.ignoresPaging[one.endpoint] = 'firstPage';
        switches.idOnly = 'refused';
      },
    });
    expect(failureOf(await world.run(one.sync)).code).toMatch(/^halo_(page_repeated|list_incomplete)$/);
  });

  test('tickets: "updated since" that is ignored', async () => {
    const world = new World({ ...rows(130), adjust: (switches) => (switches.updatedSince['Tickets'] = 'ignore') });
    await world.sync('tickets').catch(() => undefined);
    world.clock.advance(minutes(5));
    expect(failureOf(await world.run('tickets')).code).toBe('halo_filter_ignored');
  });
});

test('the log says how completeness was proved', async () => {
  const honoured = new World(rows(130));
  const ignored = new World({ ...rows(130), adjust: (switches) => (switches.idOnly = 'ignored') });
  await honoured.sync('customers');
  await ignored.sync('customers');
  expect(said(honoured).join('\n')).toMatch(/list of ids/);
  expect(said(ignored).join('\n')).toMatch(/no list of ids/);
});

test('the clock of the runner does not affect the data', async () => {
  const world = new World({ tickets: 20, adjust: (switches) => (switches.dateHeader = { skewSeconds: 7200 }) });
  await world.sync('tickets');
  const stored = await world.checkpoints.get(1, 'sync:tickets:base');
  expect(stored?.checkpoint['since']).toBe(new Date(world.clock.now() + 7_200_000).toISOString());
});
