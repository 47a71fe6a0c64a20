import { describe, expect, it } from 'vitest';
import { bench, body, page, type Bench } from './support.js';

function credentials({ application }: Bench): Record<string, string> {
  return { grant_type: 'client_credentials', client_id: application.clientId, client_secret: application.clientSecret };
}

/** GET with the token of a token request. */
function call(halo: Bench, token: string, path: string): number {
  const url = new URL(path, 'https://acme.halopsa.test');
  const headers = { authorization: `Bearer ${token}` };
  return halo.api.handle({ method: 'GET', path: url.pathname, query: url.searchParams, headers }).status;
}

function tokenFor(halo: Bench, scope?: string): string {
  const answer = halo.token({ ...credentials(halo), ...(scope === undefined ? {} : { scope }) });
  expect(answer.status).toBe(200);
  return String(body(answer)['access_token']);
}

describe('tokens (halo-api.md §1)', () => {
  it('are issued for credentials in the body and in a Basic header', () => {
    const halo = bench();
    expect(call(halo, tokenFor(halo, 'all'), '/api/Tickets')).toBe(200);
    const { clientId, clientSecret } = halo.application;
    const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
    const answer = halo.token({ grant_type: 'client_credentials', scope: 'all' }, '', { authorization: basic });
    expect(body(answer)).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    halo.tenant.switches.tokens.acceptsBasic = false;
    expect(halo.token({ grant_type: 'client_credentials' }, '', { authorization: basic }).status).toBe(400);
  });

  it('without a scope are issued and refused by every call', () => {
    const halo = bench();
    const token = tokenFor(halo);
    for (const path of ['/api/Tickets', '/api/Status', '/api/Agent/me', '/api/Tickets/1001']) {
      expect(call(halo, token, path)).toBe(401);
    }
    halo.tenant.switches.tokens.scopelessRefused = false;
    expect(call(halo, tokenFor(halo), '/api/Tickets')).toBe(200);
  });

  it('with a narrow scope open their own resources and the setup lists', () => {
    const halo = bench();
    const token = tokenFor(halo, 'read:tickets');
    expect(['/api/Tickets', '/api/Status', '/api/Asset', '/api/Client'].map((path) => call(halo, token, path))).toEqual(
      [200, 200, 403, 403],
    );
    halo.tenant.switches.narrowScopeStatus = 401;
    expect(call(halo, token, '/api/Asset')).toBe(401);
    expect(call(halo, tokenFor(halo, 'edit:assets'), '/api/Asset')).toBe(200);
  });

  it('never hold more than the application grants', () => {
    const halo = bench();
    halo.application.permissions = ['read:tickets'];
    const token = tokenFor(halo, 'all');
    expect([call(halo, token, '/api/Tickets'), call(halo, token, '/api/Asset')]).toEqual([200, 403]);
  });

  it.each([
    ['a wrong secret', { client_secret: 'wrong' }, 'invalid_client'],
    ['an unknown client', { client_id: 'nobody' }, 'invalid_client'],
    ['another grant', { grant_type: 'password' }, 'unsupported_grant_type'],
    ['an unknown scope', { scope: 'read:users' }, 'invalid_scope'],
  ])('are refused for %s', (_name, changes, error) => {
    const halo = bench();
    const answer = halo.token({ ...credentials(halo), scope: 'all', ...changes });
    expect(answer.status).toBe(400);
    expect(body(answer)).toMatchObject({ error });
  });

  it('are refused for an inactive application, a missing tenant, and at another host', () => {
    const halo = bench(
      {},
      { tokens: { wrongSecretStatus: 401, tenantRequired: 'acme', hostname: 'auth.halopsa.test' } },
    );
    const headers = { host: 'auth.halopsa.test:4443' };
    expect(halo.token(credentials(halo), 'tenant=acme', headers).status).toBe(200);
    expect(halo.token(credentials(halo), '', headers).status).toBe(400);
    expect(halo.token(credentials(halo), 'tenant=acme', { host: 'acme.halopsa.test' }).status).toBe(404);
    expect(body(halo.get('/api/authinfo'))).toEqual({ auth_url: 'https://auth.halopsa.test/auth', tenant_id: 'acme' });
    halo.application.active = false;
    expect(halo.token(credentials(halo), 'tenant=acme', headers).status).toBe(401);
  });

  it('expire after expires_in, when revoked, and, if the switch says so, when a newer one is issued', () => {
    const halo = bench();
    const token = tokenFor(halo, 'all');
    halo.clock.advance(3_599_000);
    expect(call(halo, token, '/api/Tickets')).toBe(200);
    halo.clock.advance(1000);
    expect(call(halo, token, '/api/Tickets')).toBe(401);
    const second = tokenFor(halo, 'all');
    halo.api.tokens.revoke();
    expect(call(halo, second, '/api/Tickets')).toBe(401);
    halo.tenant.switches.tokens.revokesEarlier = true;
    const third = tokenFor(halo, 'all');
    tokenFor(halo, 'all');
    expect(call(halo, third, '/api/Tickets')).toBe(401);
  });

  it('of a disabled agent are refused in calls, or not issued', () => {
    const halo = bench();
    halo.tenant.agents.archive(2);
    expect(call(halo, tokenFor(halo, 'all'), '/api/Tickets')).toBe(401);
    halo.tenant.switches.disabledAgent = 'noToken';
    expect(halo.token(credentials(halo)).status).toBe(400);
  });
});

describe('what an agent can see (halo-api.md §1.5)', () => {
  it('limits lists together with record_count, and hides items', () => {
    const halo = bench();
    halo.application.sight = { customers: [25] };
    const seen = halo.tenant.living('tickets').filter((id) => halo.tenant.tickets.require(id).client_id === 25);
    expect(halo.list(`/api/Tickets${page(1)}`)).toMatchObject({ ids: seen, envelope: { record_count: seen.length } });
    expect(halo.list('/api/Client', 'clients').ids).toEqual([25]);
    expect(halo.list('/api/Tickets?ticketidonly=true&order=id').ids).toEqual(seen);
    const hidden = halo.tenant.living('tickets').find((id) => !seen.includes(id)) ?? 0;
    expect(halo.get(`/api/Tickets/${hidden}`).status).toBe(404);
    halo.tenant.switches.hiddenById = 403;
    expect(halo.get(`/api/Tickets/${hidden}`).status).toBe(403);
    expect(halo.list(`/api/Actions?ticket_id=${hidden}`, 'actions').ids).toEqual([]);
  });

  it('is nothing for an agent without teams, except for the set-up lists other than teams', () => {
    const halo = bench();
    halo.application.sight = { blind: true };
    for (const [name, key] of [
      ['Tickets', 'tickets'],
      ['Client', 'clients'],
      ['Asset', 'assets'],
      ['Team', 'teams'],
    ] as const) {
      expect(halo.list(`/api/${name}${page(1)}`, key).ids).toEqual([]);
    }
    expect(halo.list('/api/Status').ids.length).toBeGreaterThan(0);
    expect(halo.get('/api/Agent/me').status).toBe(200);
  });

  it('is limited by teams and ticket types', () => {
    const halo = bench();
    halo.application.sight = { teams: [2], ticketTypes: [3] };
    const rows = halo.list(`/api/Tickets${page(1)}`).rows;
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((row) => row['team_id'] === 2 && row['tickettype_id'] === 3)).toBe(true);
  });

  it('can exclude single resources, from the next token on or at once', () => {
    const halo = bench({}, { tokens: { fixesPermissions: true } });
    const before = tokenFor(halo, 'all');
    halo.application.sight = { refused: { Asset: 403, Client: 401 } };
    expect(call(halo, before, '/api/Asset')).toBe(200);
    const after = tokenFor(halo, 'all');
    expect(['/api/Asset', '/api/Client', '/api/Tickets'].map((path) => call(halo, after, path))).toEqual([
      403, 401, 200,
    ]);
    halo.tenant.switches.tokens.fixesPermissions = false;
    expect(call(halo, before, '/api/Asset')).toBe(403);
  });

  it('contains no assets for an application that signs in as itself', () => {
    const halo = bench();
    halo.application.loginType = 'application';
    expect(halo.list(`/api/Asset${page(1)}`, 'assets').envelope.record_count).toBe(0);
    expect(halo.list(`/api/Tickets${page(1)}`).envelope.record_count).toBe(250);
  });
});

describe('routes', () => {
  it('answer 401 without a token, 404 for unknown ones, 405 for other methods, 400 for bad ids', () => {
    const halo = bench();
    expect(call(halo, 'none', '/api/Tickets')).toBe(401);
    expect(halo.get('/api/Contract').status).toBe(404);
    expect(halo.get('/api/Tickets/abc')).toMatchObject({
      status: 400,
      body: `{"id":["The value 'abc' is not valid."]}`,
    });
    expect(halo.get('/api/Users/me').status).toBe(404);
    expect(halo.get('/api/Client/me').status).toBe(401);
    const headers = { authorization: `Bearer ${halo.api.tokens.issue(halo.application)}` };
    const patch = halo.api.handle({ method: 'PATCH', path: '/api/Tickets', query: new URLSearchParams(), headers });
    expect(patch.status).toBe(405);
    halo.tenant.switches.maintenance = 'readOnly';
    const post = halo.api.handle({ method: 'POST', path: '/api/Tickets', query: new URLSearchParams(), headers });
    expect([post.status, halo.get('/api/Tickets').status]).toEqual([503, 200]);
  });
});
