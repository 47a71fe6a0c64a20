import { describe, expect, it } from 'vitest';

import type { HaloResponse } from '../../../sandbox/halo/index.js';
import { bench, body, type Bench } from './support.js';

type Body = Readonly<Record<string, unknown>>;

interface Written {
  readonly endpoint: string;
  readonly name: string;
  /** A body that is taken. */
  readonly good: Body;
  /** Bodies that are refused, with the sentence: one problem at a time. */
  readonly refused: readonly (readonly [Body, string])[];
  /** A key that is a whole number. */
  readonly integer: string;
}

/** What clients may write beside tickets and their actions. */
const written: readonly Written[] = [
  {
    endpoint: 'Client',
    name: 'customers',
    good: { name: 'Contoso', toplevel_id: 1 },
    refused: [
      [{ toplevel_id: 1 }, 'A Name must be entered'],
      [{ name: ' ' }, 'A Name must be entered'],
    ],
    integer: 'toplevel_id',
  },
  {
    endpoint: 'Site',
    name: 'sites',
    good: { name: 'Leeds', client_id: 21 },
    refused: [
      [{ client_id: 21 }, 'A Name must be entered'],
      [{ name: 'Leeds' }, 'A Customer must be selected'],
    ],
    integer: 'client_id',
  },
  {
    endpoint: 'Users',
    name: 'contacts',
    good: { name: 'Ana Ferreira', firstname: 'Ana', surname: 'Ferreira', site_id: 31 },
    refused: [
      [{ firstname: 'Ana', surname: 'Ferreira', site_id: 31 }, 'Username must be entered'],
      [{ name: 'Ana Ferreira' }, 'A Site must be selected'],
    ],
    integer: 'site_id',
  },
  {
    endpoint: 'Asset',
    name: 'assets',
    good: { inventory_number: 'LT-4711', assettype_id: 12, client_id: 21, site_id: 31 },
    refused: [
      [{ inventory_number: 'LT-4711', client_id: 21, site_id: 31 }, 'An Asset Type must be selected'],
      [{ assettype_id: 12, client_id: 21 }, 'A Site must be selected'],
      [{ assettype_id: 12, client_id: 22, site_id: 31 }, 'The Site does not belong to the Customer'],
    ],
    integer: 'assettype_id',
  },
];

/** @param token default: one that may do everything */
function send(on: Bench, method: string, path: string, record?: unknown, token = tokenOf(on)): HaloResponse {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const url = new URL(path, 'https://acme.halopsa.test');
  const text = record === undefined ? {} : { body: JSON.stringify(record) };
  return on.api.handle({ method, path: url.pathname, query: url.searchParams, headers, ...text });
}

function tokenOf({ api, application }: Bench, ...scopes: readonly string[]): string {
  return scopes.length === 0 ? api.tokens.issue(application) : api.tokens.issue(application, scopes);
}

describe.each(written)('/$endpoint', ({ endpoint, name, good, refused, integer }) => {
  const path = `/api/${endpoint}`;
  const post = (on: Bench, record: Body, token?: string): HaloResponse => send(on, 'POST', path, [record], token);

  it('creates a record that contains only what was written and what all records have', () => {
    const on = bench();
    const answer = post(on, good);
    expect(answer.status).toBe(201);
    expect(body(answer)).toMatchObject(good);
    const id = Number(body(answer)['id']);
    expect(body(on.get(`${path}/${id}`))).toMatchObject(good);
    post(on, good);
    const third = body(on.get(`${path}/${Number(body(post(on, good))['id'])}`));
    const same = ['id', 'datecreated', 'key', 'device_number'];
    const own = (row: Body): Body => Object.fromEntries(Object.entries(row).filter(([key]) => !same.includes(key)));
    expect(own(third)).toEqual(own(body(on.get(`${path}/${id}`))));
  });

  it('accepts whole numbers as text, and returns them as numbers', () => {
    const on = bench();
    expect(body(post(on, { ...good, [integer]: String(good[integer]) }))).toMatchObject(good);
  });

  it('merges a change and keeps what is left out', () => {
    const on = bench();
    const { id, ...before } = body(post(on, good));
    on.clock.advance(1000);
    const archived = body(post(on, { id: Number(id), inactive: true }));
    expect(archived).toMatchObject({ ...good, inactive: true });
    expect(body(post(on, { id: Number(id), inactive: false }))['name']).toBe(before['name']);
  });

  it('hides an archived record from its list, and shows it by its id', () => {
    const on = bench();
    const id = Number(body(post(on, { ...good, inactive: true }))['id']);
    const listed = (more: string): unknown[] =>
      on.list(`${path}?pageinate=true&page_no=1&page_size=100${more}`, on.tenant.store(name).type.key).ids;
    expect(listed('')).not.toContain(id);
    expect(on.tenant.living(name)).toContain(id);
    expect(on.get(`${path}/${id}`).status).toBe(200);
  });

  it.each(refused)('refuses %o: %s', (record, sentence) => {
    const on = bench();
    const before = on.tenant.living(name);
    const answer = post(on, record);
    expect([answer.status, JSON.parse(answer.body)]).toEqual([400, sentence]);
    expect(on.tenant.living(name)).toEqual(before);
  });

  it('refuses an object outside an array, a decimal instead of a whole number, and an unknown id', () => {
    const on = bench();
    expect(send(on, 'POST', path, good).status).toBe(400);
    expect(JSON.stringify(body(post(on, { ...good, [integer]: 1.5 })))).toContain(`[0].${integer}`);
    expect(JSON.parse(post(on, { id: 999_999, ...good }).body)).toBe('Record not found');
  });

  it('requires the scope for changes, and the right of the agent', () => {
    const on = bench();
    const narrow = tokenOf(on, 'read:customers', 'read:assets');
    expect(post(on, good, narrow).status).toBe(on.api.switches.narrowScopeStatus);
    const [id = 0] = on.tenant.living(name);
    on.application.sight = { customers: [] };
    expect(JSON.parse(post(on, { id, inactive: true }).body)).toBe('Record not found');
  });

  it('shows a change late if the switch says so, and deletes permanently', () => {
    const on = bench();
    on.api.switches.delayedVisibilitySeconds = 5;
    const id = Number(body(post(on, good))['id']);
    expect(on.get(`${path}/${id}`).status).toBe(404);
    on.clock.advance(5000);
    expect(on.get(`${path}/${id}`).status).toBe(200);
    on.api.switches.delayedVisibilitySeconds = 0;
    expect(body(send(on, 'DELETE', `${path}/${id}`))['id']).toBe(id);
    expect(on.get(`${path}/${id}`).status).toBe(404);
    expect(send(on, 'DELETE', `${path}/${id}`).status).toBe(404);
  });

  it('keeps a link to another product, unless the switch says that it is dropped', () => {
    const on = bench();
    const linked = { ...good, new_external_link: { third_party_id: 'crm-4711' } };
    expect(body(post(on, linked))['external_links']).toMatchObject([{ third_party_id: 'crm-4711' }]);
    on.api.switches.externalLinks = 'dropped';
    expect(body(post(on, linked))['external_links']).toEqual([]);
  });
});

describe('a change of a project', () => {
  const project = { id: 1003, summary: 'A new office' };
  const at = (endpoint: string, foreignTicketIds: 'unknown' | 'created' | 'known', token?: string) => {
    const on = bench({ tickets: 2, projects: 1, opportunities: 1 }, { foreignTicketIds });
    const answer = send(
      on,
      'POST',
      `/api/${endpoint}`,
      [project],
      token === undefined ? undefined : tokenOf(on, token),
    );
    return { on, answer };
  };

  it('is made at its own endpoint, which needs a permission of its own', () => {
    expect(body(at('Projects', 'unknown').answer)).toMatchObject(project);
    expect(at('Projects', 'unknown', 'edit:projects').answer.status).toBe(201);
    const { on, answer } = at('Projects', 'unknown', 'edit:tickets');
    expect(answer.status).toBe(on.api.switches.narrowScopeStatus);
  });

  it('is refused at another one, makes a new record there, or is made, as the switch says', () => {
    for (const endpoint of ['Tickets', 'Opportunities']) {
      expect(JSON.parse(at(endpoint, 'unknown').answer.body)).toBe('Record not found');
      expect(body(at(endpoint, 'known').answer)).toMatchObject(project);
      const { on, answer } = at(endpoint, 'created');
      expect(body(answer)).toMatchObject({ id: 1005, summary: project.summary });
      expect(on.tenant.tickets.require(1003).summary).not.toBe(project.summary);
      expect(on.tenant.tickets.require(1005).domain).toBe(endpoint === 'Tickets' ? 'reqs' : 'opps');
    }
  });

  it('needs what a new record needs where it makes one', () => {
    const on = bench({ tickets: 2, projects: 1 }, { foreignTicketIds: 'created' });
    on.tenant.tickets.delete(1003);
    const answer = send(on, 'POST', '/api/Tickets', [{ id: 1003, _recover: true, _validate_updates: true }]);
    expect(JSON.parse(answer.body)).toBe('A Summary must be entered');
  });

  it('is a deletion at its own endpoint only', () => {
    const on = bench({ tickets: 2, projects: 1 });
    expect(send(on, 'DELETE', '/api/Tickets/1003').status).toBe(404);
    expect(send(on, 'DELETE', '/api/Projects/1003').status).toBe(200);
    expect(on.tenant.tickets.require(1003).deleted).toBe(true);
  });
});
