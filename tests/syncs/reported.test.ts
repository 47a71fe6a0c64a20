import { describe, expect, test } from 'vitest';

import { isRow, type HaloRow } from '../../halo/values/rows.js';
import { World } from '../support/world.js';
import { hours, livingIds, recordIds, said, three } from './three.js';

/** What people who connect Halo have reported in public, each the essence of it, sent to the compiled functions. */

/** Lets the first row of a list carry other fields. */
function patch(world: World, path: string, fields: HaloRow): void {
  world.alter = (request, body) => {
    if (request.path !== path || request.query.has('ticketidonly')) return body;
    const answer: unknown = JSON.parse(body);
    const lists = Array.isArray(answer) ? [answer] : isRow(answer) ? Object.values(answer).filter(Array.isArray) : [];
    const first: unknown = lists.flat()[0];
    if (isRow(first)) Object.assign(first, fields);
    return JSON.stringify(answer);
  };
}

const fieldOf = (name: string, type: number, value: unknown, display: string): HaloRow => ({
  name,
  type,
  value,
  display,
});

const tickets: readonly { name: string; row: HaloRow; record: HaloRow; told?: readonly string[] }[] = [
  {
    name: 'a NUL character, which no Postgres takes, is left out of a text',
    row: { summary: 'Scanner sends\u0000 nothing' },
    record: { summary: 'Scanner sends nothing' },
  },
  {
    name: 'a priority that comes as an object has its name and its level',
    row: { priority_id: 4, sla_id: 99, priority: { priorityid: 4, slaid: 99, name: 'Urgent' } },
    record: { priority_name: 'Urgent', priority_level: 'urgent' },
  },
  ...['Non-Urgent', 'Not Urgent'].map((name) => ({
    name: `"${name}" is no urgent priority`,
    row: { priority_id: 4, sla_id: 99, priority_name: name },
    record: { priority_name: name, priority_level: 'unknown' },
  })),
  ...(
    [
      ['Waiting on Vendor', 'pending'],
      ['Waiting on Parts', 'pending'],
      ['On Hold (1-Week)', 'on_hold'],
      ['Waiting on Client', 'pending'],
      ['Waiting on Third Party', 'pending'],
      ['Canceled', 'closed'],
    ] as const
  ).map(([name, category]) => ({
    name: `the status "${name}" is ${category}`,
    row: { status_id: 99, status_name: name, onhold: undefined },
    record: { status_name: name, status_category: category },
  })),
  {
    name: 'a moment that comes as a day and a time of day keeps both',
    row: {
      startdate: '2026-11-30T00:00:00',
      starttime: '09:00:00',
      targetdate: '2026-12-01T00:00:00',
      targettime: '15:30:00',
    },
    record: { start_at: '2026-11-30T09:00:00.000Z', target_at: '2026-12-01T15:30:00.000Z' },
  },
  {
    name: 'custom fields are read in every form that is clear, and the others are told',
    row: {
      customfields: [
        fieldOf('CFrenewal', 4, '01/05/2026', '01/05/2026'),
        fieldOf('CFplan', 2, { id: 3, name: 'Gold' }, 'Gold'),
        fieldOf('CFonsite', 6, 'Yes', 'Yes'),
      ],
    },
    record: {
      custom_fields: {
        plan: expect.objectContaining({ value: '3', display: 'Gold' }) as unknown,
        onsite: expect.objectContaining({ value: true }) as unknown,
      },
    },
    told: ['renewal'],
  },
];

test.each(tickets)('$name', async ({ row, record, told = [] }) => {
  const world = new World({ tickets: 3 });
  patch(world, '/api/Tickets', row);
  await world.sync('tickets');
  expect((await world.living('Ticket')).get('1001')).toMatchObject(record);
  for (const word of told) expect(said(world, 'warn').join('\n')).toContain(word);
});

test('an agent whose row lists all teams belongs to the marked ones', async () => {
  const world = new World({ tickets: 1 });
  const team = (id: number, name: string, isMember: boolean) => ({
    team_id: id,
    team_name: name,
    in_section: isMember,
  });
  patch(world, '/api/Agent', { teams: [team(1, '1st Line', true), team(2, 'Projects', false), team(9, 'NOC', false)] });
  await world.sync('agents');
  const agents = [...(await world.living('Agent')).values()];
  expect(agents.map(({ teams }) => teams)).toContainEqual([{ id: '1', name: '1st Line' }]);
});

test('tickets are synced where three quarters of 1,428 custom fields are not theirs, and no query is too long', async () => {
  const world = new World({ tickets: 30 });
  const fields = Array.from({ length: 1428 }, (_, index) => ({
    id: 500 + index,
    name: `CFmore${index}`,
    usage: index % 4 === 0 ? 1 : 2,
    custom: 1,
  }));
  world.alter = ({ path }, body) => (path === '/api/FieldInfo' ? JSON.stringify(fields) : body);
  await world.sync('tickets');
  expect(await recordIds(world, three[0])).toEqual(livingIds(world, three[0]));
  expect(Math.max(...world.requested.map((request) => request.length))).toBeLessThan(2100);
});

test.each([403, 404, 500] as const)(
  'lists of names that are answered with %i leave tickets without the names',
  async (status) => {
    const world = new World({ tickets: 30 });
    for (const name of ['FieldInfo', 'Priority', 'Status'] as const) world.switches.failingLists[name] = status;
    await world.sync('tickets');
    expect(await recordIds(world, three[0])).toEqual(livingIds(world, three[0]));
    expect(said(world, 'warn').filter((line) => line.includes('cannot be read'))).toHaveLength(3);
  },
);

test('a private note between two that a list shows is read by its id', async () => {
  const world = new World({ tickets: 1, metadata: { actions_days: 3650 } });
  const [ticket = 0] = world.tenant.living('tickets');
  for (const { id } of world.tenant.actions.of(ticket)) world.tenant.actions.delete(ticket, id);
  const notes = [
    world.tenant.actions.add(ticket, { note: 'Opened' }),
    world.tenant.actions.add(ticket, { note: 'Weekly progress', hiddenfromuser: true }),
    world.tenant.actions.add(ticket, { note: 'Public again' }),
  ];
  await world.sync('ticket-actions');
  expect([...(await world.living('TicketAction')).keys()].sort()).toEqual(notes.map(({ id }) => `${ticket}:${id}`));
});

describe('a server that sends 50 rows per page, whatever is requested', () => {
  test.each(three)('is read completely by $sync, also on the next day', async (one) => {
    const world = new World({ tickets: 130, customers: 130, assets: 130 });
    world.switches.ignoresPageSize = { [one.endpoint]: 50 };
    world.switches.updatedSince = { default: 'ignore', Tickets: 'filter' };
    world.metadata = { page_size: 25 };
    await world.sync(one.sync);
    world.clock.advance(hours(25));
    await world.sync(one.sync);
    expect(await recordIds(world, one)).toEqual(livingIds(world, one));
  });
});
