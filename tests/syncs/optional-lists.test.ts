import { describe, expect, test } from 'vitest';

import { World } from '../support/world.js';
import { hours, livingIds, minutes, recordIds, said, three } from './three.js';

const [tickets] = three;
const helpers = ['Status', 'Priority', 'TicketType', 'FieldInfo', 'Agent'] as const;

describe.each([401, 403, 404, 500, 'html'] as const)('lists of names that answer %s', (answer) => {
  test('leave tickets without the names, are each logged once, and a later run completes the records', async () => {
    const world = new World({ tickets: 30, adjust: (switches) => (switches.rowNames = 'never') });
    for (const name of helpers) world.switches.failingLists[name] = answer;
    await world.sync('tickets');
    expect(await recordIds(world, tickets)).toEqual(livingIds(world, tickets));
    expect([...(await world.living('Ticket')).values()].every((ticket) => ticket['status_name'] === undefined)).toBe(
      true,
    );
    for (const name of ['statuses', 'priorities', 'ticket types', 'custom fields', 'agents']) {
      const told = said(world, 'warn').filter((line) => line.startsWith(`The list of ${name} cannot be read`));
      expect(told, name).toHaveLength(1);
    }

    world.switches.failingLists = {};
    world.clock.advance(minutes(5));
    await world.sync('tickets');
    expect([...(await world.living('Ticket')).values()].every((ticket) => ticket['status_name'] !== undefined)).toBe(
      true,
    );
  });
});

test('a list that failed once causes only the tickets that changed meanwhile to be read again', async () => {
  const world = new World({ tickets: 250, adjust: (switches) => (switches.rowNames = 'never') });
  await world.sync('tickets');
  world.clock.advance(hours(2));
  world.tenant.tickets.edit(1001, { summary: 'Edited', status_id: 2 });
  world.switches.failingLists['Status'] = 403;
  await world.sync('tickets');
  expect((await world.living('Ticket')).get('1001')).not.toHaveProperty('status_name');

  world.switches.failingLists = {};
  world.clock.advance(minutes(30));
  await world.sync('tickets');
  expect((await world.living('Ticket')).get('1001')).toHaveProperty('status_name');
  expect(world.requested.filter((request) => request.includes('/api/Tickets?')).length).toBeLessThan(4);
});
