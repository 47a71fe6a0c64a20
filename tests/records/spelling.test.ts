import { describe, expect, test } from 'vitest';

import { findMistakes } from '../../records/spelling.js';
import { World } from '../support/world.js';
import { minutes, rows, said, three } from '../syncs/three.js';

describe('a key that resembles a setting is named together with that setting', () => {
  test.each([
    ['customer', 'customers'],
    ['Customers', 'customers'],
    ['cutsomers', 'customers'],
    ['custmers', 'customers'],
    ['ticket_type', 'ticket_types'],
    ['ticketTypes', 'ticket_types'],
    ['tickets-since', 'tickets_since'],
    ['include_project', 'include_projects'],
    ['pageSize', 'page_size'],
    ['accept_shrinkages', 'accept_shrinkage'],
    ['acept_shrinkge', 'accept_shrinkage'],
    ['status_category', undefined],
    ['status_categorys', 'status_categories'],
    ['slaStates', 'sla_states'],
    ['author_kind', 'author_kinds'],
    ['private_outcome', 'private_outcomes'],
    ['emailDirection', 'email_directions'],
  ])('%s: %s', (key, meant) => {
    const expected = meant === undefined ? [] : [expect.stringMatching(`"${key}".*"${meant}"`)];
    expect(findMistakes({ [key]: [1] })).toEqual(expected);
  });
});

test.each([
  {},
  null,
  undefined,
  'text',
  { customers: [1], accept_shrinkage: ['tickets', 'customers', 'sites', 'contacts', 'assets', 'agents', 'teams'] },
  // What others keep in a connection's metadata, and what this package keeps itself.
  { webhookSecret: 'x', customer_id: '4711', tenant: 'x', plan: 'pro', halo_warnings: [], halo_connection: {} },
  { accept_shrinkage: true },
])('%j contains no mistake', (metadata) => {
  expect(findMistakes(metadata)).toEqual([]);
});

describe('a name in the setting details that is not a model with details', () => {
  test.each([
    ['customer', 'Customer'],
    ['assets', 'Asset'],
    ['Cutsomer', 'Customer'],
  ])('"%s" is named with "%s"', (name, meant) => {
    expect(findMistakes({ details: ['Site', name] })).toEqual([
      expect.stringMatching(`"details" .*"${name}", which is no model.*Is "${meant}" meant\\?`),
    ]);
  });

  test('is named even if no model resembles it', () => {
    expect(findMistakes({ details: ['Ticket'] })).toEqual([
      expect.stringMatching(/"Ticket".* The models are Customer, Site/),
    ]);
  });
});

describe('a name in accept_shrinkage that is not a list', () => {
  test.each([
    ['clients', 'customers'],
    ['users', 'contacts'],
    ['customer', 'customers'],
    ['Tickets', 'tickets'],
  ])('"%s" is named with "%s"', (name, meant) => {
    expect(findMistakes({ accept_shrinkage: ['sites', name] })).toEqual([
      expect.stringMatching(`"${name}", which is no list.*Is "${meant}" meant\\?`),
    ]);
  });

  test('is named with all lists if none resembles it', () => {
    expect(findMistakes({ accept_shrinkage: ['everything'] })).toEqual([
      expect.stringMatching(
        /"everything".*The lists are tickets, customers, assets, contacts, sites, agents, teams, .*, contracts, .*\.$/,
      ),
    ]);
  });
});

test.each([...three.map(({ sync }) => sync), 'agents', 'ticket-actions'])(
  '%s: mistakes are warned of once a run, and the run goes on',
  async (sync) => {
    const world = new World({ ...rows(12), metadata: { customer: [21], accept_shrinkage: ['clients'] } });
    for (let run = 1; run <= 2; run += 1) {
      world.log.length = 0;
      await world.sync(sync);
      expect(said(world, 'warn')).toEqual([
        expect.stringMatching(/"customer".*"customers"/),
        expect.stringMatching(/"clients".*"customers"/),
      ]);
      world.clock.advance(minutes(5));
    }
  },
);
