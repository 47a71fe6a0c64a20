import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { Bench } from './support/bench.js';

const Records = z.array(z.looseObject({ id: z.string() }));
const Row = z.record(z.string(), z.unknown());

/** Settings of a connection, and what they make of an action of the ticket. */
const overrides = [
  [{ author_kinds: { 'Integration API': 'system' } }, { author_kind: 'system' }],
  [{ author_kinds: { 'who_type 1': 'contact' } }, { author_kind: 'contact' }],
  [{ private_outcomes: { '5': true } }, { is_private: true }],
  [{ email_directions: { 'Public Note': 'outgoing' } }, { email_direction: 'outgoing' }],
] as const;

/** A tenant, and connections to it with other settings. */
let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
});

async function synced(sync: string, model: string): Promise<Map<string, Record<string, unknown>>> {
  expect((await bench.desk.run('sync', sync)).success).toBe(true);
  return bench.desk.records(model);
}

describe.each(overrides)('with %j in the metadata', (metadata, expected) => {
  it('functions that read answer what the sync saves', async () => {
    const { id: action } = bench.tenant.actions.add(1042);
    await bench.desk.import(metadata);
    const saved = await synced('ticket-actions', 'TicketAction');
    const id = `1042:${action}`;
    expect(saved.get(id)).toMatchObject(expected);

    const listed = Records.parse((await bench.succeed('list-ticket-actions', { ticket_id: '1042' }))['actions']);
    expect(listed.map((each) => each.id)).toContain(id);
    for (const each of listed) expect(each, each.id).toEqual(saved.get(each.id));

    const context = Records.parse((await bench.succeed('get-ticket-context', { ticket_id: '1042' }))['actions']);
    expect(context.find((each) => each.id === id)).toMatchObject(expected);
    for (const each of context) expect(saved.get(each.id), each.id).toMatchObject(each);
  });

  it('functions that write answer what the sync saves', async () => {
    await bench.desk.import(metadata);
    const isPrivate = 'is_private' in expected;
    const calls: [string, object][] = [
      ['add-note', { note: 'Seen.', is_private: isPrivate, outcome: 'Public Note' }],
      ['log-time', { time_taken_hours: 0.5, is_private: isPrivate, outcome: 'Public Note' }],
      ['reply-to-ticket', { note: 'Done.' }],
    ];
    const written: Record<string, unknown>[] = [];
    for (const [name, input] of calls) {
      written.push(Row.parse((await bench.succeed(name, { ticket_id: '1042', ...input }))['record']));
    }
    const changed = { action_id: written[0]?.['id'], is_important: true };
    written[0] = Row.parse((await bench.succeed('update-action', changed))['record']);
    expect(written.slice(0, 2)).toEqual([expect.objectContaining(expected), expect.objectContaining(expected)]);
    bench.tenant.actions.add(1042);
    const saved = await synced('ticket-actions', 'TicketAction');
    for (const record of written) expect(record).toEqual(saved.get(String(record['id'])));
  });
});

it.each([{ O: 'running' }, { ' o ': 'met' }])(
  'get-ticket answers what the sync saves, with sla_states %j',
  async (map) => {
    await bench.desk.import({ sla_states: map });
    const saved = await synced('tickets', 'Ticket');
    const late = [...saved.keys()].find((id) => Number(id) % 7 === 4) ?? '';
    const { ticket } = await bench.succeed('get-ticket', { ticket_id: late });
    expect(saved.get(late)).toMatchObject({ response_state: Object.values(map)[0] });
    expect(ticket).toMatchObject({ response_state: Object.values(map)[0] });
  },
);

it('list-ticket-actions leaves out what the metadata say is private when private notes are not wanted', async () => {
  const { id } = bench.tenant.actions.add(1042, { outcome: 'Escalation', outcome_id: 21 });
  await bench.desk.import({ private_outcomes: { Escalation: true } });
  const idsOf = async (input: object) =>
    Records.parse((await bench.succeed('list-ticket-actions', { ticket_id: '1042', ...input }))['actions']).map(
      (action) => action.id,
    );
  expect(await idsOf({})).toContain(`1042:${id}`);
  expect(await idsOf({ without_private: true })).not.toContain(`1042:${id}`);
});

describe('what the metadata say of an outcome', () => {
  it.each([
    ['add-note', { note: 'x', is_private: false, outcome: 'Public Note' }, { 'Public Note': true }],
    ['add-note', { note: 'x', outcome: 'Private Note' }, { '7': false }],
    ['log-time', { time_taken_hours: 1, outcome: 'Public Note' }, { '5': false }],
    ['reply-to-ticket', { note: 'x', outcome: 'Email User' }, { '16': true }],
  ])('is not contradicted: %s with %j under %j', async (name, input, private_outcomes) => {
    await bench.desk.import({ private_outcomes });
    const failure = await bench.fail(name, { ticket_id: '1042', ...input });
    expect(failure).toMatchObject({ problems: [{ field: 'outcome' }] });
    expect(JSON.stringify(failure)).toContain('private_outcomes');
    expect(bench.writes).toEqual([]);
  });

  it('decides which outcome a note gets unasked', async () => {
    await bench.desk.import({ private_outcomes: { 'Private Note': false, 'Public Note': true } });
    const noteOf = async (is_private: boolean) =>
      Row.parse((await bench.succeed('add-note', { ticket_id: '1042', note: 'x', is_private }))['record']);
    expect(await noteOf(true)).toMatchObject({ outcome: 'Public Note', is_private: true });
    expect(await noteOf(false)).toMatchObject({ outcome: 'Private Note', is_private: false });
  });

  it.each([true, false])('is kept by update-action, which writes no flag against it: %s', async (isSet) => {
    const { id } = bench.tenant.actions.add(1042, { hiddenfromuser: !isSet });
    await bench.desk.import({ private_outcomes: { 'Public Note': isSet } });
    const action = { action_id: `1042:${id}` };
    expect(await bench.succeed('update-action', { ...action, is_private: isSet })).toMatchObject({
      outcome: 'unchanged',
      record: { is_private: isSet },
    });
    const failure = await bench.fail('update-action', { ...action, is_private: !isSet });
    expect(failure).toMatchObject({ problems: [{ field: 'is_private' }] });
    expect(bench.writes).toEqual([]);
  });
});
