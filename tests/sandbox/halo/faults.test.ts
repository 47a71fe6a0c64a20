import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../sandbox/halo/index.js';
import { bench, body, page } from './support.js';

describe('the request budget', () => {
  const budget = {
    limit: 5,
    windowSeconds: 300,
    retryAfter: true,
    remainingHeader: undefined,
    bodyStatesLimit: false,
    scope: 'tenant',
    countsRefused: false,
  } as const;

  it('refuses beyond the limit until the window has moved on', () => {
    const { get, clock, api } = bench({}, { rateLimit: budget });
    const statuses = Array.from({ length: 7 }, () => {
      clock.advance(1000);
      return get('/api/Status').status;
    });
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
    expect(get('/api/Status').headers['retry-after']).toBe('294');
    clock.advance(293_999);
    expect(get('/api/Status').status).toBe(429);
    clock.advance(1);
    expect(get('/api/Status').status).toBe(200);
    expect(get('/api/Status').status).toBe(429);
    expect(api.requests.limited).toBe(5);
  });

  it('is shared with other clients of the tenant, or not', () => {
    const shared = bench({}, { rateLimit: budget });
    shared.api.spend(5);
    expect(shared.get('/api/Status').status).toBe(429);
    const own = bench({}, { rateLimit: { ...budget, scope: 'application' } });
    own.api.spend(5);
    expect(own.get('/api/Status').status).toBe(200);
  });

  it('is shown in answers as the switches say', () => {
    const { get } = bench(
      {},
      { rateLimit: { ...budget, retryAfter: 'date', remainingHeader: 'x-remaining', bodyStatesLimit: true } },
    );
    expect(get('/api/Status').headers['x-remaining']).toBe('4');
    for (let call = 0; call < 4; call++) get('/api/Status');
    const refused = get('/api/Status');
    expect(refused.headers['retry-after']).toBe('Thu, 01 Oct 2026 08:05:00 GMT');
    expect(refused.body).toContain('5 requests in 300 seconds');
    const silent = bench({}, { rateLimit: { ...budget, limit: 0, retryAfter: false } }).get('/api/Status');
    expect(silent).toMatchObject({ status: 429, body: '' });
    expect(silent.headers).not.toHaveProperty('retry-after');
  });
});

describe('faults', () => {
  const answers: [Fault, number, (text: string) => boolean][] = [
    [{ kind: 'rateLimited', retryAfterSeconds: 5 }, 429, (text) => text === ''],
    [{ kind: 'unauthorized' }, 401, (text) => text === ''],
    [{ kind: 'forbidden' }, 403, (text) => text === ''],
    [{ kind: 'serverError', status: 500, body: 'exception' }, 500, (text) => text.includes('ClassName')],
    [{ kind: 'serverError', status: 502, body: 'html' }, 502, (text) => text.startsWith('<!DOCTYPE')],
    [{ kind: 'serverError', status: 504 }, 504, (text) => text === ''],
    [{ kind: 'html' }, 200, (text) => text.startsWith('<!DOCTYPE')],
    [{ kind: 'truncated' }, 200, (text) => text.startsWith('{"page_no"') && !text.endsWith('}')],
    [{ kind: 'emptyBody' }, 200, (text) => text === ''],
    [{ kind: 'emptyList' }, 200, (text) => text.includes('"record_count":0,"tickets":[]')],
    [{ kind: 'wrongContainer' }, 200, (text) => text.includes('"data":[{')],
    [{ kind: 'repeatedPage' }, 200, (text) => text.includes('"page_no":2') && text.includes('"id":1001')],
    [{ kind: 'ignoredParameters', names: ['order'] }, 200, (text) => text.includes('"id":1150')],
  ];
  it.each(answers)('$kind affects one request and no later one', (fault, status, matches) => {
    const { api, get } = bench();
    const right = get(`/api/Tickets${page(2)}`).body;
    api.faults.add({ fault, on: '/api/tickets' });
    expect(get('/api/Status').status).toBe(200);
    const hit = get(`/api/Tickets${page(2)}`);
    expect([hit.status, matches(hit.body)]).toEqual([status, true]);
    expect(get(`/api/Tickets${page(2)}`).body).toBe(right);
    expect(api.faults.pending).toBe(0);
  });

  it('drop the connection before or after the server acted, and delay', () => {
    const { api, get } = bench();
    api.faults.add({ fault: { kind: 'dropped', when: 'before' } });
    api.faults.add({ fault: { kind: 'dropped', when: 'after' } });
    api.faults.add({ fault: { kind: 'slow', ms: 1500 } });
    expect(get('/api/Status').dropped).toBe('before');
    expect(get('/api/Status').dropped).toBe('after');
    expect(get('/api/Status')).toMatchObject({ status: 200, delayMs: 1500 });
  });

  it('begin after a number of requests, occur as often as planned, and can select requests', () => {
    const { api, get } = bench();
    api.faults.add({ fault: { kind: 'forbidden' }, on: ({ path }) => path.endsWith('Asset'), after: 1, times: 2 });
    const statuses = ['Asset', 'Status', 'Asset', 'Asset', 'Asset'].map((name) => get(`/api/${name}`).status);
    expect(statuses).toEqual([200, 200, 403, 403, 200]);
  });

  it('can affect the token request too', () => {
    const { api, token } = bench();
    api.faults.add({ fault: { kind: 'serverError', status: 503 }, on: '/auth/token' });
    expect(token({ grant_type: 'client_credentials' }).status).toBe(503);
  });
});

describe('watching requests', () => {
  it('counts requests by path, with ids and unknown paths taken together', () => {
    const { api, get } = bench();
    for (const path of [
      '/api/Tickets',
      '/api/tickets',
      '/api/Tickets/1001',
      '/api/Tickets/1002',
      '/api/x/y/z',
      '/else',
    ])
      get(path);
    expect(api.requests.of('/api/Tickets')).toBe(2);
    expect(api.requests.of('/api/Tickets/{id}')).toBe(2);
    expect(api.requests.all()).toEqual({ 'GET /api/tickets': 2, 'GET /api/tickets/{id}': 2, 'GET (other)': 2 });
    api.requests.reset();
    expect(api.requests.total).toBe(0);
  });

  it('lets a test change the tenant between two pages', () => {
    const { api, tenant, get, list } = bench();
    get('/api/Status');
    api.onRequest = ({ query }) => {
      if (query.get('page_no') === '2') tenant.tickets.delete(1001);
    };
    const first = list(`/api/Tickets${page(1)}`);
    const second = list(`/api/Tickets${page(2)}`);
    expect([first.envelope.record_count, second.envelope.record_count]).toEqual([250, 249]);
    expect(second.ids[0]).toBe(1102);
    expect(body(get('/api/Tickets/1101'))).toHaveProperty('summary');
  });
});
