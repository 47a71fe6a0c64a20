import { describe, expect, test } from 'vitest';

import { representatives, smallWorld, type Kind } from '../support/kinds.js';
import { Runtime, type World } from '../support/world.js';
import { pages, readAgain } from './pages.js';

const runtime = new Runtime();

const day = 24 * 3_600_000;

/**
 * Several pages of every list, at a few rows a page. Each world begins at midnight: the first window of children begins
 * with a day, and only so do the same pages of two worlds carry the same date, counted from their beginnings.
 */
function newWorld(kind: Kind): World {
  const { clock } = runtime;
  clock.advance(day - (clock.now() % day));
  return smallWorld(kind, { runtime, rows: 11, page: 4 });
}

/** Runs a sync that is killed at its `at`-th call to the platform. @returns the calls that it made */
async function runWithKill(world: World, { sync }: Kind, at: number, when: 'before' | 'after'): Promise<number> {
  let calls = 0;
  const hook = (): void => {
    calls += 1;
    if (calls === at) throw new Error('killed');
  };
  if (when === 'before') world.beforeCall = hook;
  else world.afterCall = hook;
  await world.run(sync);
  world.beforeCall = world.afterCall = undefined;
  return calls;
}

async function observe(world: World, { subject }: Kind): Promise<unknown> {
  const living = await world.living(subject.model);
  return Object.fromEntries([...living].map(([id, record]) => [id, subject.observed(record)]));
}

/** What the records must be once all is done. */
const expected = (world: World, { subject }: Kind) => Object.fromEntries(subject.expected(world.tenant));

describe.each(representatives)('$sync, killed at every call of its first run', (kind) => {
  describe.each(['before', 'after'] as const)('%s it', (when) => {
    test('records equal the tenant, with at most two pages, and the children of one row, read again', async () => {
      const lists = [kind.endpoint, 'Actions'] as const;
      const unkilled = newWorld(kind);
      const began = unkilled.clock.now();
      const calls = await runWithKill(unkilled, kind, Infinity, when);
      expect(calls).toBeGreaterThan(3);
      for (let at = 1; at <= calls; at += 1) {
        const world = newWorld(kind);
        const start = world.clock.now();
        await runWithKill(world, kind, at, when);
        const killed = lists.map((list) => pages(world, list, start));
        world.clock.advance(60_000);
        await world.sync(kind.sync);
        const [again = [], childrenAgain = []] = lists.map((list, index) =>
          readAgain(pages(unkilled, list, began), killed[index] ?? [], pages(world, list, start)),
        );
        expect(await observe(world, kind), `killed at call ${at}`).toEqual(expected(world, kind));
        expect(again.length, `killed at call ${at}: ${again.join(', ')}`).toBeLessThanOrEqual(2);
        expect(childrenAgain.length, `killed at call ${at}: ${childrenAgain.join(', ')}`).toBeLessThanOrEqual(1);
      }
    });

    test('an edit and a deletion before the next run are found', async () => {
      const calls = await runWithKill(newWorld(kind), kind, Infinity, when);
      for (let at = 1; at <= calls; at += 1) {
        const world = newWorld(kind);
        await runWithKill(world, kind, at, when);
        const { subject } = kind;
        subject.apply(world.tenant, { kind: 'edit', pick: 0.2 }, 'edited meanwhile');
        const deletion = subject.changes.includes('remove') ? 'remove' : 'delete';
        subject.apply(world.tenant, { kind: deletion, pick: 0.6 }, '');
        world.clock.advance(60_000);
        await world.sync(kind.sync);
        expect(await observe(world, kind), `killed at call ${at}`).toEqual(expected(world, kind));
      }
    });
  });
});
