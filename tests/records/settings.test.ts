import { describe, expect, test } from 'vitest';

import { InvalidMetadataError } from '../../halo/errors.js';
import { readSettings } from '../../records/settings.js';
import { World } from '../support/world.js';
import { failureOf, rows, three } from '../syncs/three.js';

describe('valid metadata', () => {
  const whole = {
    customers: [21, 22],
    ticket_types: [1],
    tickets_since: '2026-01-01',
    include_projects: false,
    include_opportunities: false,
    page_size: 50,
    overlap_minutes: 30,
    full_listing_hours: 12,
    details: ['Customer', 'Asset'],
    details_per_run: 50,
    status_categories: { '7': 'pending', Snoozed: 'on_hold' },
    priority_levels: { '3': 'low' },
    sla_states: { P: 'running' },
    author_kinds: { '8': 'system', 'who_type 3': 'contact' },
    private_outcomes: { '21': true, Update: false },
    email_directions: { 'Email User': 'outgoing' },
    accept_shrinkage: ['customers'],
  };

  test('is used unchanged', () => {
    expect(readSettings(whole)).toEqual(whole);
  });

  test.each([{}, null, undefined])('%j contains no setting', (metadata) => {
    expect(readSettings(metadata)).toEqual({});
  });

  test('a setting that is null is not set, so that a write that merges can take it back', () => {
    const taken = Object.fromEntries(Object.keys(whole).map((key) => [key, null]));
    expect(readSettings(taken)).toEqual({});
    expect(readSettings({ ...whole, customers: null })).toEqual({ ...whole, customers: undefined });
    expect(() => readSettings({ customers: [] })).toThrow('expected at least one id, or null to select all');
  });

  test('ids may be text, as in records, and are sorted without duplicates', () => {
    const given = { customers: ['24', 22, '22'], ticket_types: ['3'] };
    expect(readSettings(given)).toEqual({ customers: [22, 24], ticket_types: [3] });
  });

  test('the same ids in another form or order cause no reading again', async () => {
    const world = new World({ ...rows(30), customers: 6, metadata: { customers: [22, 24] } });
    for (const { sync } of three) await world.sync(sync);
    world.metadata = { customers: ['24', '22'] };
    world.clock.advance(5 * 60_000);
    for (const { sync } of three) {
      expect((await world.sync(sync)).counts, sync).toEqual({});
      expect(
        world.requested.filter((line) => !line.includes('lastupdatefromdate') && line.includes('page_no=2')),
      ).toEqual([]);
    }
  });

  test('keys of others are ignored', () => {
    expect(readSettings({ page_size: 10, webhookSecret: 'x', customer: [1] })).toEqual({ page_size: 10 });
  });

  test.each(['2026-01-01', '2026-01-01T08:00:00', '2026-01-01T08:00:00Z', '2026-01-01T08:00:00+02:00'])(
    'tickets since %s',
    (tickets_since) => {
      expect(readSettings({ tickets_since })).toEqual({ tickets_since });
    },
  );
});

const bad: [string, Record<string, unknown>][] = [
  ['customers', { customers: '21' }],
  ['customers', { customers: [] }],
  ['customers.0', { customers: ['twenty-one'] }],
  ['customers.0', { customers: ['0'] }],
  ['customers.0', { customers: ['-1'] }],
  ['customers.0', { customers: [''] }],
  ['ticket_types.0', { ticket_types: ['1.5'] }],
  ['customers.1', { customers: [21, 0] }],
  ['customers.0', { customers: [-1] }],
  ['customers.0', { customers: [1.5] }],
  ['ticket_types', { ticket_types: 1 }],
  ['ticket_types', { ticket_types: [] }],
  ['tickets_since', { tickets_since: 20_260_101 }],
  ['tickets_since', { tickets_since: 'last week' }],
  ['tickets_since', { tickets_since: '' }],
  ['tickets_since', { tickets_since: '1979-01-01' }],
  ['tickets_since', { tickets_since: '2026-02-30' }],
  ['include_projects', { include_projects: 'no' }],
  ['include_opportunities', { include_opportunities: 0 }],
  ['page_size', { page_size: 0 }],
  ['page_size', { page_size: 101 }],
  ['page_size', { page_size: 12.5 }],
  ['page_size', { page_size: '50' }],
  ['overlap_minutes', { overlap_minutes: 0 }],
  ['overlap_minutes', { overlap_minutes: 1441 }],
  ['details', { details: 'Customer' }],
  ['details.0', { details: [1] }],
  ['details_per_run', { details_per_run: 0 }],
  ['details_per_run', { details_per_run: 2001 }],
  ['full_listing_hours', { full_listing_hours: 0 }],
  ['full_listing_hours', { full_listing_hours: 169 }],
  ['status_categories.7', { status_categories: { '7': 'resolved' } }],
  ['status_categories.7', { status_categories: { '7': 'unknown' } }],
  ['priority_levels.3', { priority_levels: { '3': 'critical' } }],
  ['sla_states.P', { sla_states: { P: 'paused' } }],
  ['sla_states.P', { sla_states: { P: 'unknown' } }],
  ['sla_states', { sla_states: ['P'] }],
  ['author_kinds.8', { author_kinds: { '8': 'robot' } }],
  ['author_kinds.8', { author_kinds: { '8': 'unknown' } }],
  ['private_outcomes.21', { private_outcomes: { '21': 'private' } }],
  ['private_outcomes', { private_outcomes: ['21'] }],
  ['email_directions.16', { email_directions: { '16': 'out' } }],
  ['accept_shrinkage', { accept_shrinkage: true }],
];

describe('invalid metadata', () => {
  test.each(bad)('is refused with the name of the key: %s in %j', (key, metadata) => {
    expect(() => readSettings(metadata)).toThrow(InvalidMetadataError);
    expect(() => readSettings(metadata)).toThrow(`"${key}"`);
  });

  test('is refused with all its errors at once', () => {
    expect(() => readSettings({ customers: 'x', page_size: 0 })).toThrow(/"customers".*"page_size"/);
  });

  test('that is no object is refused', () => {
    expect(() => readSettings('customers')).toThrow(InvalidMetadataError);
  });

  describe.each(three)('for $sync', (one) => {
    test.each([{ page_size: 0 }, { customers: ['all'] }, { tickets_since: 'last week' }])(
      '%j stops the run before the first request, and the next run is fine',
      async (metadata) => {
        const world = new World({ ...rows(3), metadata });
        const result = await world.run(one.sync);
        expect(failureOf(result).code).toBe('halo_metadata_invalid');
        expect(world.requested).toEqual([]);
        world.metadata = {};
        await world.sync(one.sync);
        expect((await world.living(one.model)).size).toBe(3);
      },
    );
  });
});
