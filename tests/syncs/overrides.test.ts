import { describe, expect, test } from 'vitest';

import { World } from '../support/world.js';
import { minutes, said } from './three.js';

type Records = Map<string, Record<string, unknown>>;

interface Override {
  readonly sync: string;
  readonly model: string;
  readonly metadata: Record<string, unknown>;
  /** The records that the override is about. */
  readonly concerns: (record: Record<string, unknown>) => boolean;
  readonly field: string;
  readonly without: unknown;
  readonly value: unknown;
}

const ofOutcome = (name: string) => (record: Record<string, unknown>) => record['outcome'] === name;

/** An override of each field that a sync takes from a tenant's own tables. */
const overrides: readonly Override[] = [
  {
    sync: 'tickets',
    model: 'Ticket',
    metadata: { sla_states: { O: 'running' } },
    concerns: ({ id }) => Number(id) % 7 === 4,
    field: 'response_state',
    without: 'missed',
    value: 'running',
  },
  {
    sync: 'ticket-actions',
    model: 'TicketAction',
    metadata: { author_kinds: { 'who_type 2': 'system' } },
    concerns: ofOutcome('User Update'),
    field: 'author_kind',
    without: 'contact',
    value: 'system',
  },
  {
    sync: 'ticket-actions',
    model: 'TicketAction',
    metadata: { private_outcomes: { '16': true } },
    concerns: ofOutcome('Email User'),
    field: 'is_private',
    without: false,
    value: true,
  },
  {
    sync: 'ticket-actions',
    model: 'TicketAction',
    metadata: { private_outcomes: { 'private note': false } },
    concerns: ofOutcome('Private Note'),
    field: 'is_private',
    without: true,
    value: false,
  },
  {
    sync: 'ticket-actions',
    model: 'TicketAction',
    metadata: { email_directions: { 'Email User': 'incoming' } },
    concerns: ofOutcome('Email User'),
    field: 'email_direction',
    without: 'outgoing',
    value: 'incoming',
  },
  {
    sync: 'time-entries',
    model: 'TimeEntry',
    metadata: { private_outcomes: { 'Email User': true } },
    concerns: ofOutcome('Email User'),
    field: 'is_private',
    without: false,
    value: true,
  },
];

function valuesOf(records: Records, { concerns, field }: Override): unknown[] {
  return [...records.values()].filter(concerns).map((record) => record[field]);
}

/** The records without what the platform adds. */
function own(records: Records): Records {
  return new Map([...records].map(([id, record]) => [id, { ...record, _nango_metadata: undefined }]));
}

describe.each(overrides)('$metadata for $sync', (override) => {
  const { sync, model, metadata, concerns, without, value } = override;

  test('reaches every stored record although nothing changed in Halo, and is taken back in the same way', async () => {
    const it = new World({ tickets: 14, metadata: { actions_days: 3650 } });
    await it.sync(sync);
    const before = await it.living(model);
    const count = valuesOf(before, override).length;
    expect(count).toBeGreaterThan(1);
    expect(new Set(valuesOf(before, override))).toEqual(new Set([without]));

    it.metadata = { actions_days: 3650, ...metadata };
    it.clock.advance(minutes(5));
    const { counts } = await it.sync(sync);
    expect(counts[model]).toMatchObject({ added: 0, updated: count, deleted: 0 });
    const after = await it.living(model);
    expect(valuesOf(after, override)).toEqual(Array(count).fill(value));
    for (const [id, record] of after) if (!concerns(record)) expect(record, id).toEqual(before.get(id));

    it.metadata = { actions_days: 3650 };
    it.clock.advance(minutes(5));
    await it.sync(sync);
    expect(own(await it.living(model))).toEqual(own(before));
  });

  test('is refused before the first request when its value is none that is allowed', async () => {
    const key = Object.keys(metadata).join();
    const it = new World({ tickets: 3, metadata: { [key]: { any: 'unknown' } } });
    expect(await it.run(sync)).toMatchObject({ success: false });
    expect(it.requested).toEqual([]);
  });
});

test('an override reads nothing again where it decides nothing', async () => {
  const it = new World({ tickets: 14, metadata: { actions_days: 3650 } });
  const unconcerned: [string, object][] = [
    ['tickets', { author_kinds: { '8': 'system' }, private_outcomes: { '7': true } }],
    ['time-entries', { author_kinds: { '8': 'system' }, sla_states: { P: 'running' } }],
    ['ticket-attachments', { private_outcomes: { '7': true } }],
    ['customers', { sla_states: { P: 'running' } }],
  ];
  for (const [sync, metadata] of unconcerned) {
    it.metadata = { actions_days: 3650 };
    await it.sync(sync);
    it.clock.advance(minutes(5));
    const { requests: usual } = await it.sync(sync);
    it.metadata = { actions_days: 3650, ...metadata };
    it.clock.advance(minutes(5));
    expect((await it.sync(sync)).requests, sync).toBe(usual);
  }
});

test('what is not known is told once a run, with the setting that says what it means', async () => {
  const metadata = { actions_days: 3650 };
  const it = new World({ tickets: 14, metadata });
  const [ticket = 0] = it.tenant.living('tickets');
  for (const note of ['One', 'Two']) {
    it.tenant.actions.add(ticket, { note, emaildirection: 'X', written: { who_type: 3 } });
  }
  await it.sync('ticket-actions');
  expect(said(it, 'warn')).toEqual([
    expect.stringMatching(/"author_kinds".*: who_type 3\.$/),
    expect.stringMatching(/"email_directions".*: emaildirection X\.$/),
  ]);
  it.metadata = {
    ...metadata,
    author_kinds: { 'who_type 3': 'contact' },
    email_directions: { 'Public Note': 'outgoing' },
  };
  it.log.length = 0;
  await it.sync('ticket-actions');
  expect(said(it, 'warn')).toEqual([]);
});
