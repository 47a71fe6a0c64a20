import { describe, expect, test } from 'vitest';

import { World } from '../support/world.js';

const hours = (count: number) => count * 3_600_000;

/** A tenant with one ticket that has so many actions. */
function crowded(actions: number): { world: World; ticket: number } {
  const world = new World({ tickets: 1 });
  const [ticket = 0] = world.tenant.living('tickets');
  while (world.tenant.actions.of(ticket).length < actions) world.tenant.actions.add(ticket, { note: 'Noted.' });
  return { world, ticket };
}

const itemsAsked = (world: World) => world.requested.filter((request) => /\/Actions\/\d+/.test(request)).length;

async function missing(world: World, ticket: number): Promise<number[]> {
  const known = await world.living('TicketAction');
  const ids = world.tenant.actions.of(ticket).map(({ id }) => id);
  return ids.filter((id) => !known.has(`${ticket}:${id}`));
}

async function move(world: World, ticket: number): Promise<void> {
  world.clock.advance(hours(1));
  world.tenant.actions.add(ticket, { note: 'Moved.' });
  await world.sync('ticket-actions');
}

const gaps = (world: World) => world.log.filter(({ message }) => message.includes('older than Halo lists'));

describe('a ticket with more actions than Halo lists', () => {
  test('has its old actions read a hundred at a time, and each of them once', async () => {
    const { world, ticket } = crowded(1230);
    await world.sync('ticket-actions');
    expect(itemsAsked(world)).toBe(100);
    expect(gaps(world)).toMatchObject([{ level: 'warn' }]);
    expect(gaps(world)[0]?.message).toContain(`tickets ${ticket}`);
    const left = (await missing(world, ticket)).length;
    expect(left).toBeGreaterThan(100);
    const asked: number[] = [];
    for (let moves = 0; moves < 4; moves += 1) {
      await move(world, ticket);
      asked.push(itemsAsked(world));
    }
    expect(await missing(world, ticket)).toEqual([]);
    expect(asked.reduce((sum, count) => sum + count, 0)).toBeLessThan(left + 10);
    // What the ticket never had is asked about again.
    expect(asked.at(-1)).toBeLessThan(5);
  });

  test('has all its actions read although many ids in between do not exist', async () => {
    const { world, ticket } = crowded(1500);
    for (const { id } of world.tenant.actions.of(ticket).slice(2, 490)) world.tenant.actions.delete(ticket, id);
    for (let added = 0; added < 400; added += 1) world.tenant.actions.add(ticket, { note: 'Noted.' });
    await world.sync('ticket-actions');
    for (let moves = 0; moves < 20; moves += 1) {
      await move(world, ticket);
      expect(itemsAsked(world)).toBeLessThanOrEqual(100);
    }
    expect(await missing(world, ticket)).toEqual([]);
  });

  test('that is deleted has all its actions deleted, even if not all of them were read', async () => {
    const { world, ticket } = crowded(2300);
    await world.sync('ticket-actions');
    expect((await world.living('TicketAction')).size).toBeGreaterThan(1000);
    world.clock.advance(hours(1));
    world.tenant.tickets.delete(ticket);
    await world.sync('ticket-actions');
    expect(await world.living('TicketAction')).toEqual(new Map());
  });
});
