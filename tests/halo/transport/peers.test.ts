import { describe, expect, test } from 'vitest';

import type { HaloConnection } from '../../../halo/transport/connection.js';
import { Lifetime } from '../../../halo/transport/lifetime.js';
import { Peers } from '../../../halo/transport/peers.js';
import { Locks } from '../../../sandbox/platform/functions/locks.js';
import { TenantConnection, useSimulatedClock } from '../../support/connection.js';

const stage = useSimulatedClock();

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    stage.clock.setTimeout(resolve, milliseconds);
  });

/** So many executions of one tenant, whose locks exclude each other. */
function together(count: number): Peers[] {
  const locks = new Locks(stage.clock);
  return Array.from(
    { length: count },
    () => new Peers(new TenantConnection({ clock: stage.clock, locks }), new Lifetime()),
  );
}

/** What all of them count, after each had the time to count again. */
async function countAll(peers: readonly Peers[]): Promise<{ executions: number; place: number }[]> {
  await Promise.all(peers.map((one) => one.count()));
  await wait(150_000);
  return Promise.all(peers.map((one) => one.count()));
}

describe('executions that run for one tenant', () => {
  test.each([1, 2, 8, 30])('count each other, %d', async (count) => {
    const standings = await countAll(together(count));
    expect(standings.map(({ executions }) => executions)).toEqual(standings.map(() => count));
    expect(new Set(standings.map(({ place }) => place)).size).toBe(count);
  });

  test('move up when others end, which frees their locks or lets them run out', async () => {
    const [first, second] = together(2);
    await first?.count();
    await second?.count();
    await wait(450_000);
    expect(await second?.count()).toEqual({ executions: 1, place: 0 });
  });

  test('of other tenants are not counted', async () => {
    const locks = new Locks(stage.clock);
    const [one, other] = ['one.halopsa.test', 'other.halopsa.test'].map((hostname) => {
      const connection = new TenantConnection({ clock: stage.clock, locks });
      connection.getConnection = () => Promise.resolve({ connection_config: { hostname } });
      return new Peers(connection, new Lifetime());
    });
    await one?.count();
    expect(await other?.count()).toEqual({ executions: 1, place: 0 });
  });
});

describe('one that is refused', () => {
  test('holds the others back, and not itself', async () => {
    const peers = together(3);
    await countAll(peers);
    const [refused, ...others] = peers;
    expect(await refused?.holdBack(20_000)).toBe(true);
    for (const other of others) expect([await other.isHeldBack(), await other.holdBack(1_000)]).toEqual([true, false]);
    await refused?.letGo();
    await wait(2);
    for (const other of others) expect(await other.isHeldBack()).toBe(false);
  });

  test('holds them back no longer than it said, even when it is killed', async () => {
    const [refused, other] = together(2);
    await countAll([refused, other].flatMap((one) => one ?? []));
    await refused?.holdBack(20_000);
    await wait(20_001);
    expect(await other?.isHeldBack()).toBe(false);
  });

  test('is not seen where all only look at the same moment', async () => {
    const peers = together(30);
    await countAll(peers);
    const seen = await Promise.all(peers.map((one) => one.isHeldBack()));
    expect(seen).toEqual(peers.map(() => false));
  });
});

describe('where the platform gives no locks', () => {
  /** Every lock fails. */
  function lockless(log: HaloConnection['log']): HaloConnection {
    const connection = new TenantConnection({ clock: stage.clock });
    return {
      get: (asked) => connection.get(asked),
      getConnection: (...asked) => connection.getConnection(...asked),
      tryAcquireLock: () => Promise.reject(new Error('Failed to acquire lock')),
      log,
    };
  }

  test('an execution counts as alone, and says so once', async () => {
    const logged: unknown[] = [];
    const peers = new Peers(
      lockless((...args) => void logged.push(args)),
      new Lifetime(),
    );
    expect(await peers.count()).toEqual({ executions: 1, place: 0 });
    expect([await peers.isHeldBack(), await peers.holdBack(1_000)]).toEqual([false, true]);
    expect(logged).toEqual([["The platform's locks cannot be used: Failed to acquire lock", { level: 'debug' }]]);
  });

  test('the end of a run that the platform ends is passed on', async () => {
    const ended = new Error('The run was ended');
    const peers = new Peers(
      lockless(() => Promise.reject(ended)),
      new Lifetime(),
    );
    await expect(peers.count()).rejects.toBe(ended);
  });
});
