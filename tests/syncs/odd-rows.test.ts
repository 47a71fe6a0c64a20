import { describe, expect, test } from 'vitest';

import { World } from '../support/world.js';
import { changes, hours, livingIds, recordIds, rows, said, three } from './three.js';

describe.each([
  ['the id 0', 'idZero', 'has the id 0'],
  ['no id', 'idMissing', 'has no id'],
] as const)('a row with %s', (_name, kind, words) => {
  test.each(three)(
    '$sync: all other rows are stored, the row is named once, and nothing is deleted in that run',
    async (one) => {
      const world = new World(rows(130));
      await world.sync(one.sync);
      const [first = 0, gone = 0] = world.tenant.living(one.kind);
      const store = world.tenant[one.kind];
      // Without a tombstone, so that only the comparison of all rows can tell.
      if (one.kind === 'tickets') world.tenant.tickets.destroy(gone);
      else store.delete(gone);
      const { id } = store.create();
      world.clock.advance(hours(25));

      world.switches.oddRows[one.endpoint] = kind;
      const odd = await world.sync(one.sync);
      const ids = await recordIds(world, one);
      expect(changes(odd)).toMatchObject({ deleted: 0 });
      expect(ids).toEqual(expect.arrayContaining([String(first), String(gone), String(id)]));
      const warned = said(world, 'warn').filter((line) => line.includes(words));
      expect(warned).toHaveLength(1);
      expect(warned[0]).toContain('Nothing is deleted');

      world.switches.oddRows = {};
      world.clock.advance(hours(25));
      await world.sync(one.sync);
      expect(await recordIds(world, one)).toEqual(livingIds(world, one));
    },
  );
});

test.each([
  { sync: 'agents', model: 'Agent', path: '/api/Agent' },
  { sync: 'teams', model: 'Team', path: '/api/Team' },
])('$sync: a row without an id is named, and the others are stored', async ({ sync, model, path }) => {
  const world = new World({ agents: 6, teams: 6 });
  await world.sync(sync);
  const before = await world.living(model);
  world.alter = (request, body) => (request.path === path ? body.replace(/"id":\d+,/, '') : body);
  const result = await world.sync(sync);
  expect(changes(result)).toMatchObject({ deleted: 0 });
  expect([...(await world.living(model)).keys()]).toEqual([...before.keys()]);
  expect(said(world, 'warn').join()).toContain('a row in the list has no usable id');
});

test('ticket actions: one without an id is named, the others are stored, and none is deleted', async () => {
  const world = new World({ tickets: 1, metadata: { actions_days: 3650 } });
  await world.sync('ticket-actions');
  const before = [...(await world.living('TicketAction')).keys()];
  const [ticket = 0] = world.tenant.living('tickets');
  const [, removed] = world.tenant.actions.of(ticket);
  world.tenant.actions.delete(ticket, removed?.id ?? 0);
  world.alter = (request, body) => (request.path === '/api/Actions' ? body.replace(/"id":\d+,/, '') : body);
  world.clock.advance(hours(1));
  const result = await world.sync('ticket-actions');
  expect(changes(result)).toMatchObject({ deleted: 0 });
  expect([...(await world.living('TicketAction')).keys()]).toEqual(expect.arrayContaining(before));
  expect(said(world, 'warn').join()).toMatch(/a row among the actions of ticket \d+.* has no id/);
});
