import { expect, test } from 'vitest';

import { World } from '../support/world.js';
import { minutes } from './three.js';

/** A tenant with one ticket, on which half an hour was worked, and its time entry. */
async function worked(): Promise<{ world: World; ticket: number; action: number; id: string }> {
  const world = new World({ tickets: 1, metadata: { actions_days: 3650 } });
  const [ticket = 0] = world.tenant.living('tickets');
  const { id: action } = world.tenant.actions.add(ticket, { note: 'Half an hour', timetaken: 0.5 });
  await world.sync('time-entries');
  const id = `${ticket}:${action}`;
  expect((await world.living('TimeEntry')).get(id)).toMatchObject({ time_taken_hours: 0.5 });
  world.clock.advance(minutes(5));
  return { world, ticket, action, id };
}

test('an action whose time is taken away loses its time entry', async () => {
  const { world, ticket, action, id } = await worked();
  world.tenant.actions.edit(ticket, action, { timetaken: 0 });
  await world.sync('time-entries');
  expect((await world.living('TimeEntry')).has(id)).toBe(false);
});

test('rows that say nothing of hours delete no time entry, and the next ones that do are followed', async () => {
  const { world, ticket, action, id } = await worked();
  const before = [...(await world.living('TimeEntry')).keys()].sort();
  const hours = /"(?:timetaken|nonbilltime|traveltime|actionchargehours|actionprepayhours)":[^,}]*,/g;
  world.alter = ({ path }, body) => (path.includes('/Actions') ? body.replace(hours, '') : body);
  world.tenant.actions.edit(ticket, action, { note: 'Changed meanwhile' });
  await world.sync('time-entries');
  expect([...(await world.living('TimeEntry')).keys()].sort()).toEqual(before);
  world.alter = undefined;
  world.clock.advance(minutes(5));
  world.tenant.actions.edit(ticket, action, { note: 'Changed again' });
  await world.sync('time-entries');
  expect((await world.living('TimeEntry')).get(id)).toMatchObject({ note: 'Changed again', time_taken_hours: 0.5 });
});
