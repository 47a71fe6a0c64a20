import { describe, expect, test } from 'vitest';

import { Ticket } from '../../records/tickets/model.js';
import { FIELD_USAGE, type SwitchOverrides } from '../../sandbox/halo/index.js';
import { bench, type Bench } from '../sandbox/halo/support.js';
import { censusOf } from '../support/census.js';
import { differencesOf } from './support/known-differences.js';
import { reply } from './support/replies.js';
import { below, differences, shapeOf, type Shape } from './support/shape.js';

/** What the tenant is asked, for the replies whose ids are not the tenant's own. */
const asked: Readonly<Record<string, (api: Bench) => string>> = {
  'ticket-list': ({ tenant }) =>
    `/api/Tickets?pageinate=true&page_no=1&page_size=100&order=id&${new URLSearchParams(Ticket.parameters).toString()}` +
    `&include_custom_fields=${tenant.fields
      .of(FIELD_USAGE.tickets)
      .map(({ id }) => id)
      .join()}`,
  ticket: ({ tenant }) => `/api/Tickets/${tenant.tickets.ids()[0] ?? 0}?includedetails=true`,
  'customer-list': own('customer-list'),
  customer: ({ tenant }) => `/api/Client/${tenant.customers.ids()[0] ?? 0}?includedetails=true`,
  'site-list': own('site-list'),
  site: ({ tenant }) => `/api/Site/${tenant.sites.ids()[0] ?? 0}?includedetails=true`,
  'contact-list': own('contact-list'),
  contact: ({ tenant }) => `/api/Users/${tenant.contacts.ids().at(-1) ?? 0}?includedetails=true`,
  'asset-list': own('asset-list'),
  asset: ({ tenant }) => `/api/Asset/${tenant.assets.ids()[0] ?? 0}?includedetails=true`,
  'agent-list': own('agent-list'),
  'agent-list-paged': own('agent-list-paged'),
  'agent-me': own('agent-me'),
  'team-list': own('team-list'),
  'status-list': own('status-list'),
  'priority-list': own('priority-list'),
  'ticket-type-list': own('ticket-type-list'),
  'field-info-list': own('field-info-list'),
  'field-info': own('field-info'),
  'action-list': ({ tenant }) =>
    `/api/Actions?ticket_id=${tenant.tickets.ids()[0] ?? 0}&count=1000&includehtmlnote=true`,
  action: ({ tenant }) => `/api/Actions/3?ticket_id=${tenant.tickets.ids()[0] ?? 0}`,
  authinfo: own('authinfo'),
  'error-bad-id': own('error-bad-id'),
};

/** The request that the reply itself belongs to. */
function own(name: string): () => string {
  return () => `/api${reply(name).request.replace('GET ', '')}`;
}

const real = (name: string): Shape => below(shapeOf(reply(name).source), 'body');

/** The models whose rows the replies hold; of these fields more is known than the replies show. */
const models: Readonly<Record<string, string>> = {
  ticket: 'Ticket',
  customer: 'Customer',
  site: 'Site',
  contact: 'Contact',
  asset: 'Asset',
  agent: 'Agent',
  team: 'Team',
  action: 'TicketAction',
};

/** True for a field of a row itself that docs/reference/halo-fields.md has; tests/records/census.test.ts looks where. */
function isCounted(name: string, path: string): boolean {
  const model = models[name.replace(/-(list|list-paged|me)$/, '')];
  const field = /^(?:\w*\[\]\.)?(\w+)$/.exec(path)?.[1];
  return model !== undefined && field !== undefined && censusOf(model).has(field);
}

/** How what a tenant sends goes beyond the reply of that name, and beyond what else is known of such rows. */
function compare(name: string, switches: SwitchOverrides = {}): ReadonlyMap<string, string> {
  const api = bench({ tickets: 300, customers: 40, assets: 120 }, switches);
  const path = asked[name]?.(api) ?? '';
  const answer = api.get(path);
  expect(answer.status, path).toBe(reply(name).status);
  const found = differences(shapeOf(answer.body), real(name));
  const isKnown = ([path, what]: [string, string]): boolean =>
    what === 'no reply has this key' && isCounted(name, path);
  return new Map([...found].filter((one) => !isKnown(one)));
}

describe('what the simulated tenant sends has the shape of captured replies', () => {
  test.each(Object.keys(asked))('%s', (name) => {
    expect(Object.fromEntries(compare(name))).toEqual(differencesOf(name));
  });
});

describe('other answers of the simulated tenant have it too', () => {
  const api = bench({ tickets: 1, customers: 1, assets: 0 });
  const { clientId: client_id, clientSecret: client_secret } = api.application;
  const form = { grant_type: 'client_credentials', client_id, client_secret, scope: 'all' };

  test.each([
    ['token', form],
    ['error-token-credentials', { ...form, client_secret: 'wrong' }],
    ['error-token-scope', { ...form, scope: 'read:users' }],
  ])('%s', (name, asks) => {
    const answer = api.token(asks);
    expect(answer.status).toBe(reply(name).status);
    expect(Object.fromEntries(differences(shapeOf(answer.body), real(name)))).toEqual({});
  });

  test('error-not-found', () => {
    const { status, body } = api.get('/api/Tickets/1');
    expect({ status, body }).toEqual({ status: reply('error-not-found').status, body: reply('error-not-found').body });
  });
});

describe('the comparison notices', () => {
  test('a key that no reply has', () => {
    const shown = shapeOf('{"record_count": 1, "clients": [{"id": 21, "clientname": "Contoso"}]}');
    expect(Object.fromEntries(differences(shown, real('customer-list')))).toEqual({
      'clients[].clientname': 'no reply has this key',
    });
  });

  test.each([
    ['customer-list', 'clients[].notes', { emptyFields: 'null' }, 'null in place of text'],
    ['site-list', 'sites[].client_id', { decimalIds: false }, 'whole id in place of decimal id'],
    [
      'ticket-list',
      'tickets[].last_update',
      { dates: 'offset' },
      'date with an offset in place of date without a zone',
    ],
    ['ticket-list', 'tickets[].lastupdate', { lastUpdateKey: 'lastupdate' }, 'no reply has this key'],
  ] as const)('in %s a %s of another build', (name, path, switches, difference) => {
    expect(compare(name, switches).get(path)).toBe(difference);
  });
});
