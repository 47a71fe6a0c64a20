import { describe, expect, test } from 'vitest';

import { World } from '../support/world.js';
import {
  changes,
  failureOf,
  hours,
  livingIds,
  minutes,
  pagesRead,
  pageSizes,
  recordIds,
  rows,
  three,
  type Three,
} from './three.js';

/** Changes one row so that every sync sees it. */
function edit(world: World, { kind }: Three, id: number): void {
  if (kind === 'tickets') world.tenant.tickets.edit(id, { summary: 'Edited' });
  if (kind === 'customers') world.tenant.customers.edit(id, { name: 'Edited' });
  if (kind === 'assets') world.tenant.assets.edit(id, { inventory_number: 'Edited' });
}

/** Where it is counted what lists alone cost and save: details are in `details.test.ts`. */
const listsAlone = { metadata: { details: [] } };

const edited = (record: object | undefined) => Object.values(record ?? {}).includes('Edited');

describe.each(three)('$sync', (one) => {
  const { sync, model, kind, page, endpoint } = one;

  test('the first run saves every row, over all pages', async () => {
    const world = new World({ ...rows(2 * page + 10), ...listsAlone });
    const result = await world.sync(sync);
    expect(await recordIds(world, one)).toEqual(livingIds(world, one));
    expect(changes(result)).toEqual({ added: 2 * page + 10, updated: 0, deleted: 0 });
    const asked = pagesRead(world, one);
    for (const number of [1, 2, 3]) expect(asked.some((request) => request.includes(`page_no=${number}&`))).toBe(true);
  });

  test('the largest page that Halo gives is requested', async () => {
    const world = new World(rows(page + 1));
    await world.sync(sync);
    expect(Math.max(...pageSizes(world, one))).toBe(page);
  });

  test('a second run without changes in Halo changes nothing, at a cost that does not grow with the tenant', async () => {
    const world = new World({ ...rows(8 * page), ...listsAlone });
    await world.sync(sync);
    world.clock.advance(minutes(5));
    const result = await world.sync(sync);
    expect(changes(result)).toEqual({ added: 0, updated: 0, deleted: 0 });
    expect(result.requests).toBeLessThanOrEqual(7);
  });

  test('a later run saves new and edited rows, and nothing else', async () => {
    const world = new World({ ...rows(30), ...listsAlone });
    await world.sync(sync);
    world.clock.advance(hours(2));
    const id = world.tenant.living(kind)[7] ?? 0;
    edit(world, one, id);
    world.tenant[kind].create();
    world.clock.advance(minutes(5));
    const result = await world.sync(sync);
    expect(changes(result)).toEqual({ added: 1, updated: 1, deleted: 0 });
    expect(edited((await world.living(model)).get(String(id)))).toBe(true);
    expect(await recordIds(world, one)).toEqual(livingIds(world, one));
  });

  test('an edit made while a long first run reads is in the cache after the second', async () => {
    const world = new World(rows(6 * page));
    const id = world.tenant.living(kind)[0] ?? 0;
    let pages = 0;
    world.api.onRequest = ({ query }) => {
      // The rest of the reading takes longer than passes reach back: only the time of its start is early enough.
      if (query.has('page_no')) world.clock.advance(minutes(10));
      if (query.get('page_no') === '2' && pages++ === 0) edit(world, one, id);
    };
    await world.sync(sync);
    world.api.onRequest = undefined;
    world.clock.advance(minutes(5));
    await world.sync(sync);
    expect(edited((await world.living(model)).get(String(id)))).toBe(true);
  });

  test('the run after one that was killed continues at the page where that run ended', async () => {
    const world = new World({ ...rows(5 * page), metadata: {} });
    let saves = 0;
    world.afterCall = (method) => {
      if (method === 'saveCheckpoint' && ++saves === 3) throw new Error('killed');
    };
    expect((await world.run(sync)).success).toBe(false);
    world.afterCall = undefined;
    const before = await recordIds(world, one);
    // Where rows may be long, the first page was small, and so is the one with which the next run goes on.
    const [saved, next] = sync === 'tickets' ? [2 * page, 'page_no=20&page_size=10&'] : [3 * page, 'page_no=4&'];
    expect(before).toHaveLength(saved);
    await world.sync(sync);
    expect(await recordIds(world, one)).toEqual(livingIds(world, one));
    expect(pagesRead(world, one)[0]).toContain(next);
  });

  test('rows that are deleted between two executions of one reading are reported as deleted, and no others', async () => {
    const world = new World(rows(5 * page));
    let saves = 0;
    world.afterCall = (method) => {
      if (method === 'saveCheckpoint' && ++saves === 3) throw new Error('killed');
    };
    await world.run(sync);
    world.afterCall = undefined;
    const [first = 0, second = 0] = world.tenant.living(kind);
    world.tenant[kind].delete(first);
    world.tenant[kind].delete(second);
    world.clock.advance(minutes(5));
    await world.sync(sync);
    world.clock.advance(minutes(5));
    await world.sync(sync);
    expect(await recordIds(world, one)).toEqual(livingIds(world, one));
  });

  test.each([true, false, 'date'] as const)(
    'a tight budget costs time and no row (Retry-After: %s)',
    async (retryAfter) => {
      const world = new World(rows(page * 8));
      world.switches.rateLimit = {
        limit: 6,
        windowSeconds: 60,
        retryAfter,
        remainingHeader: undefined,
        bodyStatesLimit: retryAfter === false,
        scope: 'tenant',
        countsRefused: false,
      };
      await world.sync(sync);
      expect(world.api.requests.limited).toBeGreaterThan(0);
      expect(await recordIds(world, one)).toEqual(livingIds(world, one));
    },
  );

  test('a smaller page is requested if the metadata says so', async () => {
    const world = new World({ ...rows(25), metadata: { page_size: 10 } });
    await world.sync(sync);
    expect(await recordIds(world, one)).toEqual(livingIds(world, one));
    expect(pagesRead(world, one)[0]).toContain('page_size=10');
  });

  test('a larger page than Halo gives is not requested', async () => {
    const world = new World({ ...rows(page + 1), metadata: { page_size: 100 } });
    await world.sync(sync);
    expect(Math.max(...pageSizes(world, one))).toBe(page);
  });

  test('a cap that is lower than the known one is recognised', async () => {
    const world = new World({ ...rows(95), adjust: (switches) => (switches.pageCaps[endpoint] = 20) });
    await world.sync(sync);
    expect(await recordIds(world, one)).toEqual(livingIds(world, one));
  });

  test('an empty tenant is not an error, and its later rows are saved', async () => {
    const world = new World();
    expect(changes(await world.sync(sync))).toEqual({ added: 0, updated: 0, deleted: 0 });
    world.clock.advance(hours(1));
    world.tenant[kind].create();
    world.clock.advance(minutes(5));
    await world.sync(sync);
    expect(await recordIds(world, one)).toEqual(livingIds(world, one));
  });

  test('a reading that stops in the middle deletes nothing', async () => {
    const world = new World(rows(3 * page));
    await world.sync(sync);
    world.clock.advance(hours(25));
    world.api.faults.add({ fault: { kind: 'emptyList' }, on: ({ query }) => query.get('page_no') === '2', times: 99 });
    world.api.faults.add({
      fault: { kind: 'serverError', status: 500 },
      on: ({ path }) => path.includes('/me'),
      times: 99,
    });
    const result = await world.run(sync);
    expect(changes(result).deleted, String(failureOf(result).message)).toBe(0);
    expect(await recordIds(world, one)).toEqual(livingIds(world, one));
  });
});
