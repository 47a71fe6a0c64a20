import { describe, expect, test, vi } from 'vitest';
import * as z from 'zod';

import type { TicketRecord } from '../../../sandbox/halo/index.js';
import { World } from '../../support/world.js';
import { minutes, said } from '../../syncs/three.js';

describe('a ticket of the tenant', () => {
  const changes: Partial<TicketRecord> = {
    summary: 'Printer\u200b offline',
    status_id: 21,
    priority_id: 1,
    sla_id: 1,
    tickettype_id: 3,
    client_id: 22,
    agent_id: 4,
    custom: {
      210: 'PO-1',
      211: 'Worn\u200b cable',
      212: 4,
      213: [1, 3],
      214: Date.parse('2026-09-01T09:00:00Z'),
      215: false,
    },
  };

  const sync = async (adjust: (world: World) => void = () => undefined): Promise<Record<string, unknown>> => {
    const world = new World({ tickets: 3, customers: 3 });
    world.tenant.tickets.edit(1002, changes);
    adjust(world);
    await world.sync('tickets');
    return { ...(await world.living('Ticket')).get('1002') };
  };
  const agent = (world: World) => world.tenant.agents.require(4);

  const expected = {
    id: '1002',
    kind: 'ticket',
    summary: 'Printer offline',
    status_id: '21',
    status_name: 'On Hold',
    status_category: 'on_hold',
    priority_id: '1',
    priority_name: 'Critical',
    priority_level: 'urgent',
    ticket_type_id: '3',
    ticket_type_name: 'Service Request',
    customer_id: '22',
    agent_id: '4',
    web_url: 'https://acme.halopsa.test/ticket?id=1002',
    custom_fields: {
      purchaseOrder: { label: 'Purchase order', type: 'text', value: 'PO-1', display: 'PO-1' },
      rootCause: { label: 'Root cause', type: 'memo', value: 'Worn cable', display: 'Worn cable' },
      contractLevel: { label: 'Contract level', type: 'select', value: '4', display: 'Silver' },
      affectedServices: {
        label: 'Affected services',
        type: 'multi_select',
        value: ['1', '3'],
        display: 'E-mail, Backup',
      },
      visitDate: { label: 'Visit date', type: 'date', value: '2026-09-01T09:00:00.000Z', display: '01/09/2026' },
      onSite: { label: 'On site needed', type: 'checkbox', value: false, display: 'No' },
    },
  };

  test.each(['whenAsked', 'never', 'always'] as const)('has its names where rows carry them %s', async (rowNames) => {
    let name = '';
    const record = await sync((world) => {
      world.switches.rowNames = rowNames;
      name = `${agent(world).firstname} ${agent(world).surname}`;
    });
    expect(record).toMatchObject({ ...expected, agent_name: name });
  });

  test.each(['omitted', 'null', 'blank'] as const)('is the same where empty fields are %s', async (emptyFields) => {
    expect(await sync((world) => (world.switches.emptyFields = emptyFields))).toMatchObject(expected);
  });

  test.each(['captured', 'naive', 'z', 'ticks', 'offset'] as const)('is the same where dates are %s', async (dates) => {
    const usual = await sync();
    const record = await sync((world) => (world.switches.dates = dates));
    const strip = ({ _nango_metadata, ...fields }: Record<string, unknown>) => [fields, typeof _nango_metadata][0];
    expect(strip(record)).toEqual(strip(usual));
  });

  test('contains no sentinel date if every empty date is one', async () => {
    const record = await sync((world) => (world.switches.sentinelDates = 'everywhere'));
    expect(JSON.stringify(record)).not.toMatch(/"(18|1900|0001)/);
  });
});

test('values of another type are logged once per run and field, with the number of records', async () => {
  const world = new World({ tickets: 5, customers: 2 });
  const handle = world.api.handle.bind(world.api);
  vi.spyOn(world.api, 'handle').mockImplementation((request) => {
    const answer = handle(request);
    if (!/"tickets":/.test(answer.body)) return answer;
    return { ...answer, body: answer.body.replaceAll(/"summary":"[^"]*"/g, '"summary":{"a":1}') };
  });
  await world.sync('tickets');
  const warnings = said(world, 'warn');
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toMatch(/Ticket\.summary .*\b5\b/);
  const records = z
    .array(z.looseObject({ summary: z.undefined() }))
    .parse([...(await world.living('Ticket')).values()]);
  expect(records).toHaveLength(5);
});

test('a merged ticket is kept as closed and names the other one', async () => {
  const world = new World({ tickets: 5 });
  await world.sync('tickets');
  world.clock.advance(minutes(90));
  world.tenant.tickets.merge(1002, 1001);
  world.clock.advance(minutes(5));
  await world.sync('tickets');
  expect((await world.living('Ticket')).get('1002')).toMatchObject({
    merged_into_id: '1001',
    status_category: 'closed',
  });
});

test('a custom field that is defined later arrives with the next change of a ticket', async () => {
  const world = new World({ tickets: 5 });
  await world.sync('tickets');
  world.clock.advance(minutes(90));
  world.tenant.fields.define({ id: 240, name: 'CFlater', label: 'Later', type: 0, usage: 1, options: [] });
  world.tenant.tickets.edit(1003, { custom: { 240: 'x' } });
  world.clock.advance(minutes(5));
  await world.sync('tickets');
  const record = (await world.living('Ticket')).get('1003');
  expect(record?.['custom_fields']).toEqual({ later: { label: 'Later', type: 'text', value: 'x', display: 'x' } });
});

test('no custom fields are requested from a tenant that has none for tickets', async () => {
  const world = new World({ tickets: 2 });
  for (const { id } of world.tenant.fields.all()) world.tenant.fields.remove(id);
  await world.sync('tickets');
  expect(world.requested.join()).not.toContain('include_custom_fields');
});
