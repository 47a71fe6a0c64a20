import { describe, expect, test } from 'vitest';

import { World } from '../support/world.js';
import { changes, failureOf, hours, recordIds, three } from './three.js';

/** Takes everything but some customers out of the agent's sight, or gives it back. */
function look(world: World, customers?: readonly number[]): void {
  if (customers === undefined) delete world.application.sight.customers;
  else world.application.sight.customers = customers;
}

describe.each(three)('$sync: an agent who can no longer see a large part of a list', (one) => {
  const { sync } = one;
  const lost = async (metadata: Record<string, unknown> = {}) => {
    const world = new World({ tickets: 120, customers: 60, assets: 120, metadata });
    await world.sync(sync);
    const before = await recordIds(world, one);
    look(
      world,
      Array.from({ length: 20 }, (_, index) => 21 + index),
    );
    world.clock.advance(hours(25));
    return { world, before };
  };

  test('deletes nothing and says so', async () => {
    const { world, before } = await lost();
    const result = await world.run(sync);
    expect(failureOf(result)).toMatchObject({ code: 'halo_implausible_shrinkage' });
    expect(failureOf(result).message).toMatch(/accept_shrinkage/);
    expect(await recordIds(world, one)).toEqual(before);
  });

  test('fails in every run, and is complete again once the agent can see everything again', async () => {
    const { world, before } = await lost();
    await world.run(sync);
    world.clock.advance(hours(1));
    expect(failureOf(await world.run(sync)).code).toBe('halo_implausible_shrinkage');
    look(world);
    world.clock.advance(hours(1));
    expect(changes(await world.sync(sync)).deleted).toBe(0);
    expect(await recordIds(world, one)).toEqual(before);
  });

  test('deletes if the metadata confirms that the rows are gone', async () => {
    const { world, before } = await lost();
    await world.run(sync);
    world.metadata = { accept_shrinkage: [one.kind] };
    world.clock.advance(hours(1));
    await world.sync(sync);
    const now = await recordIds(world, one);
    expect(now.length).toBeLessThan(before.length);
    expect(now.length).toBeGreaterThan(0);
  });

  test('is not allowed by the confirmation for another list', async () => {
    const { world } = await lost({ accept_shrinkage: ['sites'] });
    expect(failureOf(await world.run(sync)).code).toBe('halo_implausible_shrinkage');
  });
});
