import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { Agent } from '../../records/agents.js';
import { Asset } from '../../records/assets.js';
import { Contact } from '../../records/contacts.js';
import { Customer } from '../../records/customers.js';
import { defineRecord } from '../../records/define.js';
import { recordId, text } from '../../records/fields.js';
import { askedWith, inDetail, type Origin } from '../../records/origin.js';
import { Site } from '../../records/sites.js';
import { Team } from '../../records/teams.js';
import { TicketAction } from '../../records/ticket-actions/ticket-actions.js';
import { TimeEntry } from '../../records/ticket-actions/time-entries.js';
import { Ticket } from '../../records/tickets/model.js';
import { Opportunity } from '../../records/tickets/opportunities.js';
import { Project } from '../../records/tickets/projects.js';
import { bench } from '../sandbox/halo/support.js';
import { misplaced, strangeFields } from '../support/census.js';
import { declarations } from '../support/deployed.js';
import { World } from '../support/world.js';

const models = [Ticket, Project, Opportunity, Customer, Site, Contact, Asset, Agent, Team, TicketAction, TimeEntry];

const sizes = { tickets: 60, projects: 20, opportunities: 20, customers: 60, sites: 80, contacts: 120, assets: 80 };

/** How each model's rows are asked for: the list, the property that holds its rows, and the path of one detail. */
const paths: Readonly<Record<string, { list: string; key: string; item: (id: number) => string }>> = {
  Ticket: { list: '/api/Tickets', key: 'tickets', item: (id) => `/api/Tickets/${id}` },
  Project: { list: '/api/Projects', key: 'tickets', item: (id) => `/api/Projects/${id}` },
  Opportunity: { list: '/api/Opportunities', key: 'tickets', item: (id) => `/api/Opportunities/${id}` },
  Customer: { list: '/api/Client', key: 'clients', item: (id) => `/api/Client/${id}` },
  Site: { list: '/api/Site', key: 'sites', item: (id) => `/api/Site/${id}` },
  Contact: { list: '/api/Users', key: 'users', item: (id) => `/api/Users/${id}` },
  Asset: { list: '/api/Asset', key: 'assets', item: (id) => `/api/Asset/${id}` },
  Agent: { list: '/api/Agent', key: 'agents', item: (id) => `/api/Agent/${id}` },
  Team: { list: '/api/Team', key: 'teams', item: (id) => `/api/Team/${id}` },
  TimeEntry: { list: '/api/Actions', key: 'actions', item: (id) => `/api/Actions/${id}?ticket_id=1001` },
  TicketAction: { list: '/api/Actions', key: 'actions', item: (id) => `/api/Actions/${id}?ticket_id=1001` },
};

const asks = ({ origins }: { origins: Readonly<Record<string, Origin>> }): string[] =>
  Object.values(origins).flatMap((origin) => (typeof origin === 'string' ? [] : [origin.parameter]));

/** Models of whose rows nothing was captured: their fields are those of the vendor's specification. */
const uncounted = [
  'Appointment',
  'Article',
  'AssetType',
  'Category',
  'ChargeRate',
  'Contract',
  'CustomFieldDefinition',
  'Invoice',
  'Item',
  'Outcome',
  'Priority',
  'PurchaseOrder',
  'Quotation',
  'RecurringInvoice',
  'SalesOrder',
  'Sla',
  'Status',
  'Supplier',
  'TicketAttachment',
  'TicketType',
];

test('the models are those that are deployed', () => {
  const deployed = declarations.flatMap(({ syncs }) => syncs.flatMap(({ output }) => output));
  expect([...models.map(({ name }) => name), ...uncounted].sort()).toEqual(deployed.sort());
});

describe.each(models)('$name', (model) => {
  test('reads each field from the place where Halo gives it', () => {
    expect(misplaced(model)).toEqual([]);
  });

  // `ticket_id` for actions; every other list ignores it.
  const query = (parameters: readonly string[]) =>
    `?ticket_id=1001&count=500&${parameters.map((name) => `${name}=true`).join('&')}`;

  test.each([
    ['nothing', []],
    ['all that the model needs', asks(model)],
  ])('is sent by the simulated tenant as by real ones when a list is requested %s', (_what, parameters) => {
    const { list, key } = paths[model.name] ?? { list: '', key: '' };
    const { rows } = bench(sizes).list(`${list}${query(parameters)}&activeinactive=true,true`, key);
    expect(rows.length).toBeGreaterThan(1);
    expect([...new Set(rows.flatMap((row) => strangeFields(model.name, row, parameters)))]).toEqual([]);
  });

  test('is sent by the simulated tenant as by real ones when details are requested', () => {
    const { list, key, item } = paths[model.name] ?? { list: '', key: '', item: String };
    const api = bench(sizes);
    const { rows } = api.list(`${list}${query([])}`, key);
    const details = rows.map(({ id }) =>
      z.record(z.string(), z.unknown()).parse(JSON.parse(api.get(item(Number(id))).body)),
    );
    expect([...new Set(details.flatMap((row) => strangeFields(model.name, row, undefined)))]).toEqual([]);
  });
});

describe('the comparison notices', () => {
  const Thing = (origin?: Origin) =>
    defineRecord('Customer', () => ({ id: recordId, website: text('website', '', origin) }));

  test('a field that only the detail has, read from list rows', () => {
    expect(misplaced(Thing(inDetail))).toEqual([]);
    expect(misplaced(Thing())).toEqual(['website: declared as list, and Halo gives it as detail']);
  });

  test('a field that has to be requested and is not', () => {
    const notes = (origin?: Origin) => defineRecord('Site', () => ({ id: recordId, notes: text('notes', '', origin) }));
    expect(misplaced(notes(askedWith('includenotes')))).toEqual([]);
    expect(misplaced(notes())).toEqual(['notes: declared as list, and Halo gives it as includenotes']);
  });

  test('a tenant that is kinder than real ones', () => {
    const { rows } = bench(sizes, { askedFields: 'always' }).list('/api/Site?count=50', 'sites');
    expect([...new Set(rows.flatMap((row) => strangeFields('Site', row, [])))]).toContain('notes: is in includenotes');
    expect(strangeFields('Customer', { website: 'https://contoso.example' }, [])).toEqual(['website: is in detail']);
    expect(strangeFields('Customer', { stopped: true, nonsense: 1 }, [])).toEqual([
      'stopped: is no int',
      'nonsense: not on the page',
    ]);
  });
});

describe('the fields that a model reads from list rows arrive', () => {
  const world = new World({
    seed: 3,
    ...sizes,
    agents: 8,
    metadata: { actions_days: 3650, include_projects: true, include_opportunities: true },
  });
  const requested: string[] = [];

  beforeAll(async () => {
    world.switches.ticketDomains = 'ticketsHoldAll';
    world.switches.actionListHidesPrivate = false;
    for (const kind of ['tickets', 'projects', 'opportunities']) {
      const [id = 0, other = 0] = world.tenant.living(kind);
      const now = world.clock.now();
      const dates = { startdate: now, targetdate: now, deadlinedate: now };
      world.tenant.tickets.edit(id, { parent_id: other, merged_into_id: other, ...dates });
    }
    for (const { syncs } of declarations) {
      for (const { name } of syncs) {
        await world.sync(name);
        requested.push(...world.requested);
      }
    }
  });

  test.each(models)('$name', async ({ name, origins }) => {
    const records = [...(await world.living(name)).values()];
    const arrived = new Set(records.flatMap((record) => Object.keys(record)));
    const promised = Object.keys(origins).filter((field) => origins[field] !== 'detail');
    expect(promised.filter((field) => !arrived.has(field))).toEqual([]);
  });

  test.each(models)('because they are requested: $name', ({ origins, name }) => {
    const { list = '' } = paths[name] ?? {};
    const own = requested.filter((request) => request.startsWith(`GET ${list}?`));
    for (const parameter of asks({ origins })) {
      expect(own.filter((request) => request.includes(`${parameter}=`))).not.toEqual([]);
    }
  });
});
