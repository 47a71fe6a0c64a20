import { describe, expect, it } from 'vitest';

import { isRow, toId, type HaloRow } from '../../../halo/values/rows.js';
import { SimulatedClock } from '../../../sandbox/clock.js';
import { createApplication, HaloApi, Tenant } from '../../../sandbox/halo/index.js';

/**
 * The reads of three independent public clients, as sequences of requests: n8n's HaloPSA node (n8n-io/n8n), the
 * PowerShell module HaloAPI (homotechsual/HaloAPI) and the package node-halopsa (WYRE-AI/node-halopsa). What they take
 * for granted has to hold on the simulated tenant too.
 */

const hostname = 'acme.halopsa.test';
const application = createApplication();

const newTenant = (): HaloApi => {
  const clock = new SimulatedClock();
  const tenant = new Tenant({ seed: 3, tickets: 260, customers: 130, assets: 70, projects: 4, clock });
  return new HaloApi({ tenant, clock, applications: [application], hostname });
};

function ask(api: HaloApi, address: string, token: string): unknown {
  const { pathname: path, searchParams: query } = new URL(address, `https://${hostname}`);
  const { status, body } = api.handle({ method: 'GET', path, query, headers: { authorization: `Bearer ${token}` } });
  expect(status, address).toBe(200);
  return JSON.parse(body);
}

/** A token by the form of a client; `address` is where it asks. */
function askToken(api: HaloApi, address: string, form: Readonly<Record<string, string>>): string {
  const { pathname: path, searchParams: query } = new URL(address, `https://${hostname}`);
  const { clientId: client_id, clientSecret: client_secret } = application;
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id, client_secret, ...form }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer: unknown = JSON.parse(api.handle({ method: 'POST', path, query, headers, body }).body);
  return isRow(answer) ? String(answer['access_token']) : '';
}

const rowsOf = (answer: unknown, key: string): HaloRow[] => {
  const rows = isRow(answer) ? answer[key] : answer;
  return Array.isArray(rows) ? rows.filter(isRow) : [];
};
const countOf = (answer: unknown): number => (isRow(answer) ? Number(answer['record_count']) : Number.NaN);
const ids = (rows: readonly HaloRow[]): number[] => rows.map((row) => toId(row['id']) ?? 0).toSorted((a, b) => a - b);

/** Pages of a hundred until as many rows came as `record_count` says. */
function readAsN8n(api: HaloApi, path: string, key: string, query: string, token: string): HaloRow[] {
  const rows: HaloRow[] = [];
  for (let page = 1; ; page += 1) {
    const answer = ask(api, `/api${path}?${query}page_size=100&page_no=${page}&pageinate=true`, token);
    rows.push(...rowsOf(answer, key));
    if (!(rows.length < countOf(answer))) return rows;
  }
}

describe('the reads of the HaloPSA node of n8n', () => {
  const api = newTenant();
  const token = askToken(api, '/auth/token?tenant=acme', { scope: 'all' });

  it.each([
    ['/client', 'clients', 'customers'],
    ['/site', 'sites', 'sites'],
    ['/users', 'users', 'contacts'],
    ['/tickets', 'tickets', 'tickets'],
  ] as const)('lists all of %s', (path, key, kind) => {
    const rows = readAsN8n(api, path, key, 'includeinactive=true&includeactive=true&', token);
    // The node does not ask for service accounts and stock locations, which are assumed to be hidden then.
    const { sites, contacts } = api.tenant;
    const isHidden = (id: number): boolean =>
      (kind === 'sites' && sites.require(id).isstocklocation) ||
      (kind === 'contacts' && contacts.require(id).isserviceaccount);
    const shown = api.tenant.living(kind).filter((id) => !isHidden(id));
    expect(ids(rows)).toEqual(shown.toSorted((a, b) => a - b));
  });

  it('get as many rows as requested, under the same key', () => {
    expect(rowsOf(ask(api, '/api/tickets?count=5', token), 'tickets')).toHaveLength(5);
  });

  it('get one record by its id, without an envelope', () => {
    const [id = 0] = api.tenant.living('customers');
    expect(ask(api, `/api/client/${id}`, token)).toMatchObject({ id });
  });

  it('get ticket types and agents, which are not paged, as arrays with names', () => {
    for (const path of ['/TicketType', '/agent']) {
      const rows = rowsOf(ask(api, `/api${path}`, token), 'agents');
      expect(rows.length).toBeGreaterThan(1);
      expect(rows.every(({ name }) => typeof name === 'string')).toBe(true);
    }
  });
});

/** As many pages as `record_count` divided by the size that was asked for. */
function readAsHaloApi(api: HaloApi, path: string, key: string, size: number, token: string): HaloRow[] {
  const rows: HaloRow[] = [];
  let pages = 1;
  for (let page = 1; page <= pages; page += 1) {
    const answer = ask(api, `/api${path}?pageinate=true&page_size=${size}&page_no=${page}&includeinactive=true`, token);
    pages = Math.ceil(countOf(answer) / size) || 1;
    rows.push(...rowsOf(answer, key));
  }
  return rows;
}

describe('the reads of the PowerShell module HaloAPI', () => {
  const api = newTenant();
  const token = askToken(api, '/auth/token', { scope: 'all' });

  it.each([
    ['/tickets', 'tickets', 'tickets'],
    ['/client', 'clients', 'customers'],
    ['/asset', 'assets', 'assets'],
    ['/projects', 'tickets', 'projects'],
  ] as const)('lists all of %s by pages of fifty', (path, key, kind) => {
    expect(ids(readAsHaloApi(api, path, key, 50, token))).toEqual(api.tenant.living(kind).toSorted((a, b) => a - b));
  });

  it('lose assets when they ask for larger pages than Halo gives, as on a real tenant', () => {
    const rows = readAsHaloApi(api, '/asset', 'assets', 100, token);
    expect(rows.length).toBeLessThan(api.tenant.living('assets').length);
  });

  it('get the actions of a ticket', () => {
    const [id = 0] = api.tenant.living('tickets');
    const rows = rowsOf(ask(api, `/api/actions?ticket_id=${id}&count=1000&excludesys=false`, token), 'actions');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((row) => row['ticket_id'] === id)).toBe(true);
  });
});

describe('the reads of node-halopsa', () => {
  const api = newTenant();
  const token = askToken(api, '/auth/token', { scope: 'all', tenant: 'acme' });

  it('send pageinate with a page number, and get that page', () => {
    const page = (number: number): number[] =>
      ids(rowsOf(ask(api, `/api/Tickets?page_size=20&page_no=${number}&pageinate=true`, token), 'tickets'));
    expect(page(1)).toHaveLength(20);
    expect(page(1).filter((id) => page(2).includes(id))).toEqual([]);
  });

  it.each([
    ['/Tickets', 'tickets'],
    ['/Client', 'customers'],
    ['/Asset', 'assets'],
    ['/Users', 'contacts'],
  ] as const)('reads one of %s, bare or as the first of a list', (path, kind) => {
    const [id = 0] = api.tenant.living(kind);
    const answer = ask(api, `/api${path}/${id}`, token);
    expect(Array.isArray(answer) ? answer[0] : answer).toMatchObject({ id });
  });
});
