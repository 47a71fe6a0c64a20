import { expect, test } from 'vitest';

import { World } from '../support/world.js';
import { minutes } from './three.js';

test('a private note that the list of actions leaves out is read by its id, once', async () => {
  const world = new World({ tickets: 1, metadata: { actions_days: 3650 } });
  const [ticket = 0] = world.tenant.living('tickets');
  await world.sync('ticket-actions');
  world.clock.advance(minutes(5));
  const hidden = world.tenant.actions.add(ticket, { note: 'Only for us', hiddenfromuser: true });
  world.tenant.actions.add(ticket, { note: 'For everybody' });
  await world.sync('ticket-actions');
  const records = await world.living('TicketAction');
  expect(records.get(`${ticket}:${hidden.id}`)).toMatchObject({ note: 'Only for us', is_private: true });
  expect([...records.keys()].sort()).toEqual(
    world.tenant.actions
      .of(ticket)
      .map(({ id }) => `${ticket}:${id}`)
      .sort(),
  );
});

test('a private note without a later action is read at once, because its ticket has changed since the last known action', async () => {
  const world = new World({ tickets: 1, metadata: { actions_days: 3650 } });
  const [ticket = 0] = world.tenant.living('tickets');
  await world.sync('ticket-actions');
  const notes = [1, 2].map((number) => {
    world.clock.advance(minutes(5));
    return world.tenant.actions.add(ticket, { note: `Only for us ${number}`, hiddenfromuser: true });
  });
  await world.sync('ticket-actions');
  const records = await world.living('TicketAction');
  for (const { id, note } of notes) expect(records.get(`${ticket}:${id}`)).toMatchObject({ note, is_private: true });
  const [, second] = notes;
  const beyond = world.requested.filter((request) => request.includes(`/api/Actions/${(second?.id ?? 0) + 1}`));
  expect(beyond).toEqual([]);
});

test('a ticket that moved for another reason costs one request more', async () => {
  const world = new World({ tickets: 1, metadata: { actions_days: 3650 } });
  const [ticket = 0] = world.tenant.living('tickets');
  await world.sync('ticket-actions');
  world.clock.advance(minutes(30));
  world.tenant.tickets.edit(ticket, { lastactiondate: world.clock.now() });
  await world.sync('ticket-actions');
  const next = Math.max(...world.tenant.actions.of(ticket).map(({ id }) => id)) + 1;
  expect(world.requested.filter((request) => request.includes(`/api/Actions/${next}`))).toHaveLength(1);
  expect(world.requested.filter((request) => request.includes(`/api/Actions/${next + 1}`))).toEqual([]);
});

test('an id without an action is requested once, and not each time its ticket changes', async () => {
  const world = new World({ tickets: 1, metadata: { actions_days: 3650 } });
  const [ticket = 0] = world.tenant.living('tickets');
  await world.sync('ticket-actions');
  const gone = world.tenant.actions.add(ticket, { note: 'A mistake' });
  world.tenant.actions.delete(ticket, gone.id);
  const asked = (): number => world.requested.filter((request) => request.includes(`/api/Actions/${gone.id}`)).length;
  const counts: number[] = [];
  for (const note of ['One', 'Two']) {
    world.tenant.actions.add(ticket, { note });
    world.clock.advance(minutes(30));
    await world.sync('ticket-actions');
    counts.push(asked());
  }
  expect(counts).toEqual([1, 0]);
});

test('an entry with an earlier date is found within a day, although the date of the last action does not move', async () => {
  const world = new World({ tickets: 3, metadata: { actions_days: 3650 } });
  await world.sync('ticket-actions');
  const [ticket = 0] = world.tenant.living('tickets');
  world.clock.advance(minutes(60));
  world.switches.childChangesBumpTicket = 'none';
  const entry = world.tenant.actions.add(ticket, { note: 'Yesterday' });
  world.tenant.tickets.edit(ticket, { summary: 'Stamped, without a newer action' });
  await world.sync('ticket-actions');
  world.clock.advance(minutes(25 * 60));
  await world.sync('ticket-actions');
  expect((await world.living('TicketAction')).has(`${ticket}:${entry.id}`)).toBe(true);
});

test.each([
  { name: 'Opened', asked: 0 },
  { name: 'Eröffnet', asked: 1 },
])(
  'ids before the oldest action are asked about once where its outcome is "$name": $asked',
  async ({ name, asked }) => {
    const world = new World({ tickets: 1, metadata: { actions_days: 3650 } });
    world.switches.actionListHidesPrivate = true;
    const [ticket = 0] = world.tenant.living('tickets');
    world.alter = (_request, body) => body.replaceAll('"Opened"', `"${name}"`);
    const requested: string[] = [];
    for (const note of ['One', 'Two']) {
      world.tenant.actions.add(ticket, { note });
      await world.sync('ticket-actions');
      requested.push(...world.requested);
      world.clock.advance(minutes(5));
    }
    for (const id of [1, 2]) {
      expect(requested.filter((request) => request.includes(`/api/Actions/${id}?`))).toHaveLength(asked);
    }
  },
);

test('an answer without tickets and without a date does not make all actions be read', async () => {
  const world = new World({ tickets: 3, metadata: { actions_days: 3650 } });
  world.switches.dateHeader = 'missing';
  await world.sync('ticket-actions');
  const before = [...(await world.living('TicketAction')).keys()].sort();
  const [unread = 0] = world.tenant.living('tickets');
  await world.records.upsert(
    { connection: 1, model: 'TicketAction' },
    before.filter((id) => id.startsWith(`${unread}:`)).map((id) => ({ id })),
    { softDelete: true, job: 1 },
  );
  await world.checkpoints.clear(1, '');
  world.clock.advance(minutes(5));
  world.alter = ({ query }, body) => (query.get('order') === 'last_update' ? '{"record_count":0,"tickets":[]}' : body);
  await world.sync('ticket-actions');
  expect(world.requested.filter((request) => request.includes('/api/Actions'))).toEqual([]);
  expect((await world.living('TicketAction')).size).toBe(before.filter((id) => !id.startsWith(`${unread}:`)).length);
});
