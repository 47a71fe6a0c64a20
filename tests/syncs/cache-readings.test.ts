import { describe, expect, test } from 'vitest';

import { MemoryRecordStore } from '../../sandbox/platform/records/memory.js';
import type { RecordPage, RecordQuery, RecordScope } from '../../sandbox/platform/records/types.js';
import { isOfFunction, OddCache } from '../support/caches.js';
import { kinds, smallWorld } from '../support/kinds.js';
import { Runtime, World } from '../support/world.js';
import { changes, failureOf, hours, livingIds, minutes, recordIds, said, three } from './three.js';

const [tickets, customers] = three;
const unreadable = /^The records of \w+ that Nango keeps cannot be read completely: /;

/** Servers from which a careless reader would read without an end, or take a part for the whole. */
const odd: [string, ConstructorParameters<typeof OddCache>[1]][] = [
  ['ignores the cursor', () => undefined],
  ['answers a page again', (cursor, asked) => (asked.length % 3 === 0 ? asked.at(-2) : cursor)],
  ['answers the same page for ever', (_cursor, asked) => asked[1]],
  ['goes back to the start at the end', (cursor, asked) => (asked.length % 4 === 0 ? undefined : cursor)],
];

describe.each(odd)('a server that %s', (_name, turn) => {
  test.each(three)('$sync: stops the run before anything is deleted', async (one) => {
    const runtime = new Runtime();
    const records = new OddCache(runtime.clock, turn);
    const world = new World({ runtime, records, tickets: 250, customers: 250, assets: 250 });
    const first = await world.run(one.sync);
    for (const id of world.tenant.living(one.kind).slice(0, 20)) {
      if (one.kind === 'tickets') world.tenant.tickets.destroy(id);
      else world.tenant[one.kind].delete(id);
    }
    world.clock.advance(hours(25));
    const second = await world.run(one.sync);
    for (const result of first.success ? [second] : [first, second]) {
      expect(failureOf(result).code).toBe('halo_cache_unreadable');
      expect(failureOf(result).message).toMatch(unreadable);
    }
    expect(changes(second).deleted).toBe(0);
  });
});

test('a server whose records have no cursor is not taken for one with a single page of records', async () => {
  const runtime = new Runtime();
  const records = new (class extends MemoryRecordStore {
    override async list(scope: RecordScope, query: RecordQuery = {}): Promise<RecordPage> {
      const page = await super.list(scope, query);
      for (const { _nango_metadata: metadata } of page.records) Reflect.deleteProperty(metadata, 'cursor');
      return page;
    }
  })(runtime.clock);
  const world = new World({ runtime, records, customers: 30 });
  expect(failureOf(await world.run('customers')).code).toBe('halo_cache_unreadable');
});

test('a record that is written while the cache is read may come twice without an error', async () => {
  const runtime = new Runtime();
  let asked = 0;
  const records = new (class extends MemoryRecordStore {
    override async list(scope: RecordScope, query: RecordQuery = {}): Promise<RecordPage> {
      const page = await super.list(scope, query);
      // Another function of the connection touches the first record, which moves to the end of the list.
      if (isOfFunction(query) && ++asked === 2) {
        const [first] = (await super.list(scope, { limit: 1 })).records;
        if (first) await super.upsert(scope, [{ ...first, _nango_metadata: undefined, touched: true }], { job: 99 });
      }
      return page;
    }
  })(runtime.clock);
  const world = new World({ runtime, records, customers: 250 });
  await world.sync('customers');
  expect(asked).toBeGreaterThan(2);
  expect(await recordIds(world, customers)).toEqual(livingIds(world, customers));
});

/** A cache that shows a function fewer records than it holds, as a replica does that lags behind. */
class LaggingCache extends MemoryRecordStore {
  hidden = 0;

  override async list(scope: RecordScope, query: RecordQuery = {}): Promise<RecordPage> {
    const page = await super.list(scope, query);
    if (!isOfFunction(query) || query.cursor !== undefined) return page;
    return { ...page, records: page.records.slice(this.hidden) };
  }
}

describe('a cache that shows fewer records than it is known to contain', () => {
  test.each(kinds)('$sync: deletes nothing and warns, and the next run decides', async (kind) => {
    const runtime = new Runtime();
    const records = new LaggingCache(runtime.clock);
    const world = smallWorld(kind, { runtime, records, rows: 40, page: 50 });
    await world.sync(kind.sync);
    // The first sweep after a first run counts what is there.
    world.clock.advance(hours(25));
    await world.sync(kind.sync);
    const { subject } = kind;
    const held = (await world.living(subject.model)).size;
    const removal = subject.changes.includes('destroy') ? 'destroy' : 'delete';
    for (const pick of [0.1, 0.5, 0.9]) subject.apply(world.tenant, { kind: removal, pick }, '');
    records.hidden = 20;
    world.clock.advance(hours(25));
    const doubtful = await world.sync(kind.sync);
    expect(changes(doubtful).deleted).toBe(0);
    expect(said(world, 'warn').join('\n')).toMatch(/^Nango shows \d+ records of \w+ although it holds \d+ or more\./m);
    records.hidden = 0;
    world.clock.advance(minutes(5));
    const lost = held - subject.expected(world.tenant).size;
    expect(lost).toBeGreaterThan(0);
    expect(changes(await world.sync(kind.sync)).deleted).toBeGreaterThanOrEqual(lost);
    expect([...(await world.living(subject.model)).keys()].sort()).toEqual(
      [...subject.expected(world.tenant).keys()].sort(),
    );
  });

  test('hides no loss from the guard, which counts all missing records and not only those that were shown', async () => {
    const runtime = new Runtime();
    const records = new LaggingCache(runtime.clock);
    const world = new World({ runtime, records, customers: 90 });
    await world.sync('customers');
    for (const id of world.tenant.living('customers').slice(0, 60)) world.tenant.customers.delete(id);
    records.hidden = 55;
    world.clock.advance(hours(1));
    expect(changes(await world.sync('customers')).deleted).toBe(0);
    records.hidden = 0;
    world.clock.advance(hours(1));
    expect(failureOf(await world.run('customers')).message).toMatch(/60 of 90 customers/);
  });

  test.each(['before', 'after'] as const)(
    'is not one from which records were deleted since, also where the run died %s it could save that',
    async (when) => {
      const runtime = new Runtime();
      const world = new World({ runtime, tickets: 60 });
      await world.sync('tickets');
      world.clock.advance(hours(25));
      await world.sync('tickets');
      const [first = 0, second = 0, third = 0] = world.tenant.living('tickets');
      world.tenant.tickets.delete(first);
      world.tenant.tickets.delete(second);
      world.clock.advance(minutes(5));
      let isDeleted = false;
      const hook = (method: string): void => {
        if (method === 'batchDelete') isDeleted = true;
        else if (isDeleted) throw new Error('killed');
      };
      if (when === 'before') world.beforeCall = hook;
      else world.afterCall = hook;
      expect((await world.run('tickets')).success).toBe(false);
      world.beforeCall = world.afterCall = undefined;
      world.tenant.tickets.destroy(third);
      world.clock.advance(hours(25));
      await world.sync('tickets');
      expect(said(world, 'warn')).toEqual([]);
      expect(await recordIds(world, tickets)).toEqual(livingIds(world, tickets));
    },
  );

  test('that really lost records recovers: they are read again, and the next comparison deletes what is gone', async () => {
    const runtime = new Runtime();
    const records = new MemoryRecordStore(runtime.clock);
    const world = new World({ runtime, records, tickets: 60 });
    await world.sync('tickets');
    world.clock.advance(hours(25));
    await world.sync('tickets');
    await records.clear({ connection: 1, model: 'Ticket' });
    world.tenant.tickets.destroy(world.tenant.living('tickets')[0] ?? 0);
    for (const pause of [hours(25), hours(25)]) {
      world.clock.advance(pause);
      await world.sync('tickets');
      expect(await recordIds(world, tickets)).toEqual(livingIds(world, tickets));
    }
    world.clock.advance(minutes(5));
    world.log.length = 0;
    await world.sync('tickets');
    expect(said(world, 'warn')).toEqual([]);
  });
});
