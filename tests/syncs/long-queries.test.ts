import { expect, test } from 'vitest';
import { z } from 'zod';

import { World } from '../support/world.js';
import { livingIds, minutes, recordIds, three } from './three.js';

const [tickets] = three;
const longest = (world: World): number =>
  Math.max(...world.requested.map((request) => (request.split('?')[1] ?? '').length));

test('hundreds of custom fields are requested in parts, and all of them arrive', async () => {
  const world = new World({ tickets: 30 });
  const more = Array.from({ length: 360 }, (_, index) => ({
    id: 500 + index,
    name: `CFmore${index}`,
    usage: 1,
    custom: 1,
  }));
  world.alter = (request, body) =>
    request.path === '/api/FieldInfo'
      ? JSON.stringify([...more, ...z.array(z.unknown()).parse(JSON.parse(body))])
      : body;
  await world.sync('tickets');
  const plain = new World({ tickets: 30 });
  await plain.sync('tickets');
  expect(longest(world)).toBeLessThan(2000);
  for (const [id, { custom_fields }] of await plain.living('Ticket')) {
    expect((await world.living('Ticket')).get(id)?.['custom_fields'], id).toEqual(custom_fields);
  }
});

test('hundreds of customers are requested in parts, and all changes and deletions of their tickets are found', async () => {
  const customers = Array.from({ length: 300 }, (_, index) => 10_000 + index);
  const world = new World({
    tickets: 60,
    customers: 12,
    metadata: { customers: [21, 22, 23, 24, 25, ...customers, 99_999] },
  });
  const wanted = () =>
    livingIds(world, tickets).filter((id) => world.tenant.tickets.require(Number(id)).client_id <= 25);
  await world.sync('tickets');
  expect(longest(world)).toBeLessThan(2000);
  expect(await recordIds(world, tickets)).toEqual(wanted());

  const [gone = '', moved = ''] = wanted();
  world.tenant.tickets.delete(Number(gone));
  world.tenant.tickets.edit(Number(moved), { client_id: 30 });
  world.tenant.tickets.create({ client_id: 22 });
  world.clock.advance(minutes(5));
  await world.sync('tickets');
  world.clock.advance(25 * 60 * 60_000);
  await world.sync('tickets');
  expect(longest(world)).toBeLessThan(2000);
  expect(await recordIds(world, tickets)).toEqual(wanted());
});
