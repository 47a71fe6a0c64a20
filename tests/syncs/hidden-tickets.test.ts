import { describe, expect, test } from 'vitest';

import { World } from '../support/world.js';
import { changes, hours, livingIds, minutes, recordIds, said, three } from './three.js';

const [tickets] = three;

/** A tenant whose agent may not see the tickets of one of forty customers any more: few, and the first among them. */
async function withHidden(status: 401 | 403): Promise<{ world: World; hidden: number[] }> {
  const world = new World({ tickets: 400, customers: 40 });
  await world.sync('tickets');
  const [first = 0] = world.tenant.living('tickets');
  const hiddenCustomer = world.tenant.tickets.require(first).client_id;
  const hidden = world.tenant
    .living('tickets')
    .filter((id) => world.tenant.tickets.require(id).client_id === hiddenCustomer);
  expect(hidden.length).toBeGreaterThan(3);
  world.application.sight.customers = world.tenant.living('customers').filter((id) => id !== hiddenCustomer);
  for (const id of hidden) {
    const path = `/api/Tickets/${id}`;
    world.api.faults.add({
      fault: status === 401 ? { kind: 'unauthorized' } : { kind: 'forbidden' },
      on: path,
      times: 999,
    });
  }
  return { world, hidden };
}

describe.each([401, 403] as const)('tickets that Halo refuses to show by id (%d)', (status) => {
  test('are kept, while one that is destroyed is deleted', async () => {
    const { world, hidden } = await withHidden(status);
    const destroyed = [...world.tenant.living('tickets')].reverse().find((id) => !hidden.includes(id)) ?? 0;
    world.tenant.tickets.destroy(destroyed);
    world.clock.advance(hours(25));
    expect(changes(await world.sync('tickets')).deleted).toBe(1);
    expect(await recordIds(world, tickets)).toEqual(livingIds(world, tickets));
    const [warning = '', ...others] = said(world, 'warn');
    expect(others).toEqual([]);
    expect(warning).toContain(`Halo refuses to show ${hidden.length} of the tickets`);
    expect(warning).toContain(String(hidden[0]));
  });

  test('cost no new token each', async () => {
    const { world, hidden } = await withHidden(status);
    world.clock.advance(hours(25));
    let tokens = 0;
    world.api.onRequest = ({ path }) => {
      if (path.toLowerCase() === '/auth/token') tokens += 1;
    };
    const before = world.requested.length;
    const { requests } = await world.sync('tickets');
    expect(before).toBeGreaterThan(0);
    // The one that a day-old token needs, and the one that shows that the refusal is not the token's fault.
    expect(tokens).toBeLessThanOrEqual(2);
    // A 401 could be the token's, which the acting agent's own record tells.
    const each = status === 403 ? 1 : 2;
    expect(requests).toBeLessThanOrEqual(hidden.length * each + 15);
  });

  test('do not keep other deletions that Halo lists from being found', async () => {
    const { world, hidden } = await withHidden(status);
    world.application.sight = {};
    const others = world.tenant.living('tickets').filter((id) => !hidden.includes(id));
    world.clock.advance(minutes(10));
    for (const id of [hidden[0] ?? 0, others[5] ?? 0, others[6] ?? 0]) world.tenant.tickets.delete(id);
    world.clock.advance(minutes(5));
    expect(changes(await world.sync('tickets')).deleted).toBe(2);
  });
});

test('a token that expires while tickets are refused is renewed, and no ticket is taken for hidden because of it', async () => {
  const { world, hidden } = await withHidden(401);
  const living = world.tenant.living('tickets').filter((id) => !hidden.includes(id));
  const destroyed = living.slice(-3);
  for (const id of destroyed) world.tenant.tickets.destroy(id);
  world.clock.advance(hours(25));
  world.api.onRequest = ({ path }) => {
    if (path === `/api/Tickets/${destroyed[1] ?? 0}` && world.api.onRequest) {
      world.api.onRequest = undefined;
      world.api.tokens.revoke();
    }
  };
  expect(changes(await world.sync('tickets')).deleted).toBe(3);
});
