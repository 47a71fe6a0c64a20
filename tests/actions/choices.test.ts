import { describe, expect, it } from 'vitest';

import { optionKinds } from '../../actions/choices/options.js';
import { Bench } from './support/bench.js';

async function optionsOf(bench: Bench, input: object): Promise<unknown> {
  return (await bench.succeed('list-options', input))['options'];
}

const named = (id: string, name: string, more: object = {}): object => ({ id, name, ...more });

describe('list-options', () => {
  it('lists every kind with at most three requests', async () => {
    const bench = await Bench.open();
    for (const kind of optionKinds) {
      expect(await optionsOf(bench, { kind }), kind).not.toEqual([]);
      expect(bench.requests.length, kind).toBeLessThanOrEqual(3);
    }
  });

  it('lists what fits a ticket type, an SLA, a level and a text', async () => {
    const bench = await Bench.open();
    const all = await bench.succeed('list-options', { kind: 'statuses' });
    const fewer = await bench.succeed('list-options', { kind: 'statuses', ticket_type: 'Problem' });
    expect([all['total'], fewer['total']]).toEqual([8, 6]);
    expect(await optionsOf(bench, { kind: 'outcomes', ticket_type: 4, text: 'res' })).toEqual([]);
    const priorities = await optionsOf(bench, { kind: 'priorities', sla: 'premium' });
    expect(priorities).toContainEqual(named('2', 'P2 High', { also_called: ['2:2'], sla_id: '2' }));
    expect(priorities).toHaveLength(4);
    expect(await optionsOf(bench, { kind: 'categories', level: 2 })).toEqual([]);
    expect(await optionsOf(bench, { kind: 'charge_rates', text: 'rate' })).toEqual([]);
    expect(await optionsOf(bench, { kind: 'charge_rates', text: 'rate', include_inactive: true })).toEqual([
      named('4', 'Old rate', { is_inactive: true }),
    ]);
  });

  it('lists all statuses on a build that does not know the ticket type', async () => {
    const bench = await Bench.open();
    bench.desk.switches.ticketTypeLists = 'ignored';
    expect(await bench.succeed('list-options', { kind: 'statuses', ticket_type: 'Problem' })).toMatchObject({
      total: 8,
    });
  });

  it('lists the custom fields of tickets, and of other records, whose number it reads from a record', async () => {
    const bench = await Bench.open();
    expect(await optionsOf(bench, { kind: 'custom_fields' })).toContainEqual({
      id: '212',
      name: 'contractLevel',
      also_called: ['Contract level', 'CFcontractLevel'],
      type: 'select',
      options: [named('3', 'Gold'), named('4', 'Silver'), named('5', 'Bronze')],
    });
    const ofCustomers = await bench.succeed('list-options', { kind: 'custom_fields', record_type: 'customer' });
    expect(ofCustomers).toMatchObject({ total: 2, options: [{ name: 'supportHours' }, { name: 'crmReference' }] });
  });

  it('refuses a filter that does not fit the kind, and lists the valid values', async () => {
    const bench = await Bench.open();
    expect(await bench.fail('list-options', { kind: 'teams', sla: 'Standard', ticket_type: 'Incident' })).toMatchObject(
      {
        problems: [
          { field: 'sla', message: 'it is for priorities only' },
          { field: 'ticket_type', message: 'it is for statuses and outcomes only' },
        ].toReversed(),
      },
    );
    expect(bench.requests).toEqual([]);
    expect(await bench.fail('list-options', { kind: 'priorities', sla: 'Gold' })).toMatchObject({
      problems: [{ field: 'sla', valid_values: ['Standard', 'Premium'] }],
    });
    expect(await bench.fail('list-options', { kind: 'colours' })).toMatchObject({
      problems: [{ field: 'kind', valid_values: [...optionKinds] }],
    });
  });
});

describe('whoami', () => {
  it('returns the agent with its teams, the permissions, and what the agent is limited to', async () => {
    const bench = await Bench.open();
    bench.desk.application.permissions = ['read:tickets', 'edit:customers'];
    bench.desk.application.sight = { customers: [21, 22], ticketTypes: [1] };
    await bench.desk.renewElsewhere();
    expect(await bench.succeed('whoami', {})).toMatchObject({
      agent: {
        id: '2',
        name: 'Integration API',
        is_api_agent: true,
        teams: ['1', '2', '3', '4', '5'].map((id) => expect.objectContaining({ id }) as object),
      },
      scopes: ['read:tickets', 'edit:customers'],
      scopes_asked: 'all',
      only_customer_ids: ['21', '22'],
      only_ticket_type_ids: ['1'],
    });
  });

  it('leaves out what Halo does not say, and fails if no agent is acting', async () => {
    const bench = await Bench.open();
    expect(await bench.succeed('whoami', {})).toMatchObject({ only_customer_ids: [], only_ticket_type_ids: [] });
    bench.desk.switches.agentShowsLimits = false;
    expect(await bench.succeed('whoami', {})).not.toHaveProperty('only_customer_ids');
    bench.desk.application.loginType = 'application';
    await bench.desk.renewElsewhere();
    expect(await bench.fail('whoami', {})).toMatchObject({ code: 'halo_not_found' });
  });
});
