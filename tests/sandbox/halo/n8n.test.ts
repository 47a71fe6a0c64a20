import { describe, expect, it } from 'vitest';

import { isRow, toId, type HaloRow } from '../../../halo/values/rows.js';
import { SimulatedClock } from '../../../sandbox/clock.js';
import { createApplication, HaloApi, Tenant, type HaloResponse } from '../../../sandbox/halo/index.js';

/**
 * The requests of all operations of n8n's HaloPSA node (n8n-nodes-base 2.41.2: four resources, each with create, get, get
 * all, update and delete), in the form in which the node sends them. They were recorded from the node itself, which was run
 * against this tenant over HTTPS (docs/decisions.md, "n8n"): paths in small letters, ids as texts, parameters that Halo
 * does not know, and a token for exactly these scopes.
 */

const scope = 'admin edit:tickets edit:customers';

interface Resource {
  readonly path: string;
  readonly key: string;
  readonly create: HaloRow;
  readonly update: HaloRow;
  /** What a read shows after the update, where it is not what was sent. */
  readonly shown?: HaloRow;
}

const resources: readonly Resource[] = [
  {
    path: '/client',
    key: 'clients',
    create: { name: 'Workflow Ltd', notes: 'First', is_vip: true, website: 'https://flow.example', inactive: false },
    update: { name: 'Workflow plc', notes: 'Second' },
  },
  {
    path: '/site',
    key: 'sites',
    create: { name: 'Old Mill', client_id: 21, notes: 'First', phonenumber: '+44 1632 960001' },
    update: { name: 'New Mill', phonenumber: '+44 1632 960002' },
  },
  {
    path: '/users',
    key: 'users',
    create: { name: 'Nate', site_id: 31, emailaddress: 'nate@flow.example', surname: 'Eight', inactive: false },
    update: { emailaddress: 'nathan@flow.example', notes: 'Second' },
  },
  {
    path: '/tickets',
    key: 'tickets',
    create: {
      ...{ tickettype_id: 1, summary: 'From a workflow', details: 'Text', agent_id: 3 },
      ...{ startdate: '2026-12-01T09:00:00.000Z', targetdate: '2026-12-02T09:00:00.000Z' },
    },
    update: { summary: 'Changed by a workflow', agent_id: 4, targetdate: '2026-12-03T09:00:00.000Z' },
    shown: { targetdate: '2026-12-03T00:00:00' },
  },
];

describe.each(resources)('the HaloPSA node of n8n on $path', ({ path, key, create, update, shown }) => {
  const clock = new SimulatedClock();
  const application = createApplication();
  const tenant = new Tenant({ seed: 3, tickets: 130, customers: 12, assets: 10, clock });
  const api = new HaloApi({ tenant, clock, applications: [application] });

  function send(method: string, address: string, headers: Record<string, string>, body?: string): HaloResponse {
    const { pathname, searchParams: query } = new URL(address, 'https://acme.halopsa.test');
    return api.handle({ method, path: pathname, query, headers, ...(body === undefined ? {} : { body }) });
  }

  function bodyOf({ status, body }: HaloResponse): HaloRow {
    const value: unknown = JSON.parse(body);
    if (!isRow(value)) throw new Error(`status ${status}: ${body}`);
    return value;
  }

  /** The node asks for a token with every operation. */
  function perform(method: string, address: string, record?: HaloRow): HaloResponse {
    const { clientId: client_id, clientSecret: client_secret } = application;
    const form = new URLSearchParams({ client_id, client_secret, grant_type: 'client_credentials', scope });
    const json = { 'content-type': 'application/json' };
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const token = bodyOf(send('POST', '/auth/token?tenant=acme', type, form.toString()))['access_token'];
    const headers = { ...json, authorization: `Bearer ${String(token)}` };
    return send(method, `/api${address}`, headers, record === undefined ? undefined : JSON.stringify([record]));
  }

  it('creates, reads, lists, updates and deletes', () => {
    const made = bodyOf(perform('POST', path, create));
    const id = String(toId(made['id']));
    const read = (): HaloRow => bodyOf(perform('GET', `${path}/${id}`));
    expect(read()).toMatchObject({ id: Number(id) });

    const some = perform('GET', `${path}?activeStatus=all&search=&includeinactive=true&includeactive=true&count=5`);
    expect(bodyOf(some)[key]).toHaveLength(5);
    expect(allIds()).toContain(Number(id));

    // The id of an update is a text, as the form of the node gives it.
    expect(perform('POST', path, { id, ...update }).status).toBe(201);
    expect(read()).toMatchObject({ id: Number(id), ...update, ...shown });

    // The node takes an answer with an id for a success.
    expect(bodyOf(perform('DELETE', `${path}/${id}`))).toMatchObject({ id: Number(id) });
    expect(perform('GET', `${path}/${id}`).status).toBe(404);
  });

  /** All pages of a hundred, as the node reads them: until as many rows came as are counted. */
  function allIds(): number[] {
    const ids: number[] = [];
    for (let page = 1; ; page += 1) {
      const query = `?activeStatus=all&includeinactive=true&includeactive=true&page_size=100&page_no=${page}&pageinate=true`;
      const { [key]: rows, record_count: count } = bodyOf(perform('GET', `${path}${query}`));
      ids.push(...(Array.isArray(rows) ? rows.filter(isRow) : []).flatMap((row) => toId(row['id']) ?? []));
      if (ids.length >= Number(count)) return ids;
    }
  }

  it('gets an error for what it may not do', () => {
    application.permissions = ['admin'];
    expect(perform('POST', path, create).status).toBe(403);
    application.permissions = ['all'];
  });
});
