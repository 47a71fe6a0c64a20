import { describe, expect, test } from 'vitest';

import { readSettings } from '../../../records/settings.js';
import { TicketNames } from '../../../records/tickets/names.js';
import type { Switches } from '../../../sandbox/halo/index.js';
import { ScriptedConnection } from '../../support/connection.js';
import { World } from '../../support/world.js';
import { hours, minutes, said } from '../../syncs/three.js';

const sizes = { tickets: 4, projects: 3, opportunities: 2 };
const models = { tickets: 'Ticket', projects: 'Project', opportunities: 'Opportunity' } as const;
const syncs = Object.keys(models);

async function runAll(world: World): Promise<void> {
  for (const sync of syncs) await world.sync(sync);
}

/** The ids of each model in the cache. */
async function places(world: World): Promise<Record<string, number[]>> {
  const found: Record<string, number[]> = {};
  for (const model of Object.values(models)) {
    found[model] = [...(await world.living(model)).keys()].map(Number).sort((a, b) => a - b);
  }
  return found;
}

const inTenant = ({ tenant }: World) =>
  Object.fromEntries(Object.entries(models).map(([kind, model]) => [model, tenant.living(kind)]));

const domains = ['separate', 'ticketsHoldAll', 'shared'] as const satisfies readonly Switches['ticketDomains'][];
const tellers = ['inRows', 'inTypesOnly'] as const satisfies readonly Switches['ticketKinds'][];
const builds = domains.flatMap((ticketDomains) => tellers.map((ticketKinds) => ({ ticketDomains, ticketKinds })));

describe.each(builds)('where lists are $ticketDomains and kinds are known $ticketKinds', (build) => {
  const open = () => new World({ ...sizes, adjust: (switches) => Object.assign(switches, build) });

  test('every row is in exactly one model, and stays there', async () => {
    const world = open();
    await runAll(world);
    expect(await places(world)).toEqual(inTenant(world));
    const { tickets } = world.tenant;
    world.clock.advance(minutes(5));
    for (const domain of ['reqs', 'prjs', 'opps'] as const) {
      // A request type is of the ticket type: 1 incident, 5 project, 6 opportunity.
      tickets.create({ domain, tickettype_id: { reqs: 1, prjs: 5, opps: 6 }[domain] });
    }
    for (const kind of syncs) tickets.delete(world.tenant.living(kind)[0] ?? 0);
    for (const pause of [minutes(5), hours(25)]) {
      world.clock.advance(pause);
      await runAll(world);
      expect(await places(world)).toEqual(inTenant(world));
    }
    expect(said(world, 'warn')).toEqual([]);
  });
});

test('a ticket whose type becomes one of projects moves to the projects', async () => {
  const world = new World({
    ...sizes,
    adjust: (switches) => Object.assign(switches, { ticketDomains: 'shared', ticketKinds: 'inTypesOnly' }),
  });
  await runAll(world);
  world.clock.advance(minutes(5));
  world.tenant.tickets.edit(1001, { domain: 'prjs', tickettype_id: 5 });
  world.clock.advance(minutes(5));
  await runAll(world);
  expect(await places(world)).toMatchObject({ Ticket: [1002, 1003, 1004], Project: [1001, 1005, 1006, 1007] });
});

test('a row whose kind is unknown without the ticket types is a ticket until they can be read', async () => {
  const world = new World({
    ...sizes,
    adjust: (switches) => Object.assign(switches, { ticketDomains: 'shared', ticketKinds: 'inTypesOnly' }),
  });
  world.switches.failingLists = { TicketType: 403 };
  await runAll(world);
  const ids = Array.from({ length: 9 }, (_, index) => 1001 + index);
  expect(await places(world)).toEqual({ Ticket: ids, Project: [], Opportunity: [] });
  world.switches.failingLists = {};
  world.metadata = { accept_shrinkage: ['tickets'] };
  world.clock.advance(hours(25));
  await runAll(world);
  world.clock.advance(minutes(5));
  await runAll(world);
  expect(await places(world)).toEqual(inTenant(world));
});

test('a project is kept if the ticket types cannot be read any more', async () => {
  const world = new World({
    ...sizes,
    adjust: (switches) => Object.assign(switches, { ticketDomains: 'shared', ticketKinds: 'inTypesOnly' }),
  });
  await runAll(world);
  const { Project: before } = await places(world);
  world.switches.failingLists = { TicketType: 403 };
  world.clock.advance(minutes(5));
  world.tenant.tickets.edit(before?.[0] ?? 0, { summary: 'Changed meanwhile' });
  for (const pause of [minutes(5), hours(25)]) {
    world.clock.advance(pause);
    await runAll(world);
    expect((await places(world))['Project']).toEqual(before);
  }
  world.switches.failingLists = {};
  world.clock.advance(minutes(5));
  await runAll(world);
  expect((await world.living('Project')).get(String(before?.[0]))).toMatchObject({ summary: 'Changed meanwhile' });
  world.clock.advance(hours(25));
  await runAll(world);
  expect(await places(world)).toEqual(inTenant(world));
});

test('the ticket type counts before any guess', async () => {
  const types = [
    { id: 40, name: 'Move', use: 'projects' },
    { id: 41, name: 'Fault', use: 'tickets' },
  ];
  const { client } = new ScriptedConnection(({ endpoint }) => ({ data: endpoint === '/TicketType' ? types : [] }));
  const names = new TicketNames(client, readSettings({}));
  await names.loadTypes();
  expect(names.kind({ use: 'ticket', tickettype_id: 40 })).toBe('project');
  expect(names.kind({ use: 'ticket', tickettype_id: 41, itil_requesttype_id: 22 })).toBe('ticket');
  expect(names.kind({ use: 'ticket', is_project: 1 })).toBe('project');
});
