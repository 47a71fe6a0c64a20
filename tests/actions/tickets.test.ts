import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { ticketFields } from '../../actions/tickets/fields.js';
import { Bench, functionOf, exampleOf } from './support/bench.js';

const Record = z.record(z.string(), z.unknown());

async function createOn(bench: Bench, input: Record<string, unknown> = {}) {
  return bench.succeed('create-ticket', { ...exampleOf(functionOf('create-ticket')), ...input });
}

describe('a ticket that a function wrote', () => {
  it('equals the record that the next run of the sync saves', async () => {
    const bench = await Bench.open();
    await bench.desk.run('sync', 'tickets');
    const written = await createOn(bench, {
      custom_fields: { 'Contract level': 'Gold' },
      contact_id: '75',
      customer_id: '23',
    });
    const { success } = await bench.desk.run('sync', 'tickets');
    expect(success).toBe(true);
    const saved = (await bench.desk.records('Ticket')).get(String(written['id']));
    expect(saved).toBeDefined();
    expect(written['record']).toEqual(saved);
  });

  it('does not change if its own record is written back', async () => {
    const bench = await Bench.open();
    const { record } = await createOn(bench, {
      contact_id: '75',
      customer_id: '23',
      team: 'Infrastructure',
      category_1: 'Printer',
    });
    const saved = Record.parse(record);
    const fed = Object.entries(ticketFields).flatMap(([name, { shownAs = name }]) =>
      saved[shownAs] === undefined ? [] : [[name, saved[shownAs]]],
    );
    const { outcome } = await bench.succeed('update-ticket', {
      ticket_id: saved['id'],
      ...Object.fromEntries(fed),
      expected_updated_at: saved['updated_at'],
    });
    expect([outcome, bench.writes]).toEqual(['unchanged', []]);
  });

  it("reports what the tenant's rules changed, without failing", async () => {
    const bench = await Bench.open();
    bench.desk.switches.ticketRules = [{ id: 12, when: { client_id: 21 }, set: { team_id: 2, priority_id: 1 } }];
    const result = await createOn(bench, { team: '1st Line Support' });
    expect(result).toMatchObject({
      outcome: 'created',
      confirmed: true,
      applied_rules: ['12'],
      record: { team_id: '2', priority_id: '1' },
    });
    expect(result['changed_by_rules']).toMatchObject([
      { field: 'priority', asked: 'High', became: 1 },
      { field: 'team', asked: '1st Line Support', became: { team: '2nd Line Support', team_id: 2 } },
    ]);
  });
});

describe('an input with names that the tenant does not know', () => {
  it('is refused with all its errors and the valid values', async () => {
    const bench = await Bench.open();
    const { problems } = await bench.fail('create-ticket', {
      summary: 'A test',
      status: 'Nonsense',
      team: 'Nobody',
      custom_fields: { 'Contract level': 'Platinum' },
      customer_id: '22',
      site_id: '31',
    });
    expect(problems).toMatchObject([
      { field: 'site_id', message: 'the site belongs to customer 21, not 22' },
      { field: 'status', message: expect.stringContaining('no status "Nonsense"') as string },
      { field: 'team', valid_values: expect.arrayContaining(['1st Line Support']) as string[] },
      { field: 'custom_fields.Contract level', valid_values: ['Gold', 'Silver', 'Bronze'] },
    ]);
    expect(bench.writes).toEqual([]);
  });

  it('is refused with all of it for an action too', async () => {
    const bench = await Bench.open();
    const wrong = { ticket_id: '1042', note: ' ', new_status: 'Nonsense', outcome: 'Nothing' };
    const { problems } = await bench.fail('add-note', wrong);
    expect(problems).toMatchObject([{ field: 'note' }, { field: 'new_status' }, { field: 'outcome' }]);
    expect(bench.writes).toEqual([]);
  });

  it('does not move a ticket to a customer without a site of that customer', async () => {
    const bench = await Bench.open();
    const { tickets } = bench.tenant;
    const other = tickets.require(1042).client_id === 21 ? '22' : '21';
    const { problems } = await bench.fail('update-ticket', { ticket_id: '1042', customer_id: other });
    expect(problems).toMatchObject([{ field: 'site_id' }]);
    expect(bench.writes).toEqual([]);
  });
});

it('a change of a ticket that somebody else has changed is refused with the current values', async () => {
  const bench = await Bench.open();
  const { ticket } = await bench.succeed('get-ticket', { ticket_id: '1042' });
  const expected = Record.parse(ticket)['updated_at'];
  bench.desk.clock.advance(60_000);
  bench.tenant.tickets.edit(1042, { summary: 'Another summary' });
  const failure = await bench.fail('update-ticket', {
    ticket_id: '1042',
    summary: 'Mine',
    expected_updated_at: expected,
  });
  expect(failure).toMatchObject({
    code: 'halo_record_changed',
    changed_fields: { summary: 'Another summary' },
    current: { id: '1042', summary: 'Another summary' },
  });
  expect(bench.writes).toEqual([]);
});

describe('the key of a ticket', () => {
  it('is found if the tenant does not know the filter', async () => {
    const bench = await Bench.open();
    bench.desk.switches.thirdPartyIds = 'kept';
    const first = await createOn(bench);
    expect(await createOn(bench)).toMatchObject({ outcome: 'repeated', id: first['id'] });
  });

  it('is reported as not kept if the tenant does not keep it', async () => {
    const bench = await Bench.open();
    bench.desk.switches.thirdPartyIds = 'dropped';
    expect(await createOn(bench)).toMatchObject({ outcome: 'created', confirmed: true, key_kept: false });
  });
});
