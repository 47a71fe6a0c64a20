import { describe, expect, test } from 'vitest';

import { representatives, livingRecords, smallWorld, type Kind } from '../support/kinds.js';
import { Runtime, type World } from '../support/world.js';
import { pages, readAgain } from './pages.js';

/** Where a run is killed: before or after its n-th call to the platform, from 0. */
interface Kill {
  call: number;
  method: string;
  when: 'before' | 'after';
}

const runtime = new Runtime();
const minutes = (count: number) => count * 60_000;
const hours = (count: number) => count * 3_600_000;

class Killed extends Error {}

/** Something of every sort happens that a run can notice without a sweep. */
function change(world: World, { subject }: Kind, mark: string): void {
  for (const [index, one] of subject.changes.entries()) {
    if (one === 'hide' || one === 'blind' || one === 'show' || subject.needsSweep.includes(one)) continue;
    // Each to another row, or the last one, a deletion, would undo the others.
    const pick = index / subject.changes.length;
    subject.apply(world.tenant, one === 'create' ? { kind: one } : { kind: one, pick }, `${mark} ${one}`);
  }
}

/** A world in which the next run has changes to follow, a sweep and a complete listing to make. */
async function aDayLater(kind: Kind): Promise<{ world: World; began: number }> {
  const world = smallWorld(kind, { runtime, rows: 10, page: 3 });
  const began = world.clock.now();
  await world.sync(kind.sync);
  world.clock.advance(hours(25));
  change(world, kind, 'before');
  return { world, began };
}

/** Every place where the run may die, and the pages that it reads when it does not. */
async function runUnkilled(kind: Kind): Promise<{ kills: Kill[]; read: string[] }> {
  const { world, began } = await aDayLater(kind);
  // A call that fails, such as a 404, has no end.
  const calls = { before: [] as string[], after: [] as string[] };
  world.beforeCall = (method) => calls.before.push(method);
  world.afterCall = (method) => calls.after.push(method);
  await world.sync(kind.sync);
  const kills = (['before', 'after'] as const).flatMap((when) =>
    calls[when].flatMap((method, call, methods) => {
      // Between two records of the cache that it only reads, nothing happens.
      const isInside = method === 'listRecords' && methods[call - 1] === method && methods[call + 1] === method;
      return isInside || isRepeated(methods, call) ? [] : [{ call, method, when }];
    }),
  );
  return { kills, read: pages(world, kind.endpoint, began) };
}

/** Whether a call is amid details that are read one like another: three were read before it, and two are after it. */
function isRepeated(methods: readonly string[], call: number): boolean {
  return [3, 4].some((period) => {
    const around = Array.from({ length: 5 * period }, (_, index) => call - 3 * period + index);
    return around.every((at) => at >= 0 && methods[at + period] !== undefined && methods[at] === methods[at + period]);
  });
}

async function runUntil(world: World, { sync }: Kind, { call, when }: Kill): Promise<void> {
  let left = call;
  const count = () => {
    if (left === 0) throw new Killed();
    left -= 1;
  };
  if (when === 'before') world.beforeCall = count;
  else world.afterCall = count;
  const result = await world.run(sync);
  world.beforeCall = undefined;
  world.afterCall = undefined;
  if (result.success || !(result.error.cause instanceof Killed)) {
    throw new Error(`The run did not die: ${JSON.stringify(result)}`);
  }
}

/** The records that a run gives that is never killed, on the tenant as it is. */
async function recordsOfUnkilledRun(world: World, kind: Kind): Promise<Map<string, object>> {
  await world.records.clear({ connection: 1, model: kind.subject.model });
  await world.checkpoints.clear(1, '');
  await world.sync(kind.sync);
  return livingRecords(world, kind);
}

describe.each(representatives)('$sync: a later run is killed at any call', (kind) => {
  test('and the next run completes its work, reading at most two pages again', async () => {
    const unkilled = await runUnkilled(kind);
    for (const kill of unkilled.kills) {
      const { world, began } = await aDayLater(kind);
      await runUntil(world, kind, kill);
      const killed = pages(world, kind.endpoint, began);
      world.clock.advance(minutes(5));
      await world.sync(kind.sync);
      const again = readAgain(unkilled.read, killed, pages(world, kind.endpoint, began));
      const records = await livingRecords(world, kind);
      expect(records, JSON.stringify(kill)).toEqual(await recordsOfUnkilledRun(world, kind));
      expect(again.length, `${JSON.stringify(kill)}: ${again.join(', ')}`).toBeLessThanOrEqual(2);
    }
  });

  test('and changes before the next run are found', async () => {
    const { kills } = await runUnkilled(kind);
    for (const kill of kills) {
      const { world } = await aDayLater(kind);
      await runUntil(world, kind, kill);
      world.clock.advance(minutes(5));
      change(world, kind, 'between');
      world.clock.advance(minutes(5));
      await world.sync(kind.sync);
      const records = await livingRecords(world, kind);
      expect(records, JSON.stringify(kill)).toEqual(await recordsOfUnkilledRun(world, kind));
    }
  });
});
