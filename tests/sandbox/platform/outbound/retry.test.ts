import { describe, expect, it } from 'vitest';
import { SimulatedClock } from '../../../../sandbox/clock.js';
import type { Connection, LogEntry, OutboundCall, TransportRequest } from '../../../../sandbox/platform/index.js';
import { createOutbound, Definitions, FixedConnection, NetworkError } from '../../../../sandbox/platform/index.js';
import { definition } from '../support/platform.js';

type Answer = { status: number; headers?: Record<string, string>; body?: string } | NetworkError;

/** Sends one call against a list of answers, on a simulated clock. */
async function send(
  answers: Answer[],
  config: Partial<OutboundCall['config']> = {},
  retry: unknown = { after: ['retry-after'] },
) {
  const clock = new SimulatedClock('2026-10-01T08:00:00Z');
  const times: number[] = [];
  const requests: TransportRequest[] = [];
  const logs: LogEntry[] = [];
  const definitions = new Definitions({ 'halo-psa': { ...definition, proxy: { ...definition.proxy, retry } } });
  const port = createOutbound({
    clock,
    definition: (name) => definitions.get(name),
    transport: (request) => {
      times.push((clock.now() - Date.parse('2026-10-01T08:00:00Z')) / 1000);
      requests.push(request);
      const answer = answers.shift() ?? { status: 200 };
      if (answer instanceof NetworkError) return Promise.reject(answer);
      return Promise.resolve({
        status: answer.status,
        headers: answer.headers ?? {},
        body: Buffer.from(answer.body ?? '{"ok":true}'),
      });
    },
  });
  let connection: Connection | undefined;
  const outcome = await port<unknown>({
    config: { endpoint: '/Tickets', retries: 5, ...config },
    getConnection: async () =>
      (connection ??= await new FixedConnection().getConnection('halo-psa', 'c', { forceRefresh: false })),
    onAttempt: () => undefined,
    onRetry: (decision) => decision,
    log: (entry) => logs.push(entry),
  }).then(
    (response) => ({ status: response.status, data: response.data }),
    (error: unknown) => ({ error }),
  );
  return { outcome, times, requests, logs };
}

describe('retries', () => {
  it('never happen unless the call asks for them, whatever the definition says', async () => {
    const { times, outcome } = await send([{ status: 503 }], { retries: 0 });
    expect(times).toEqual([0]);
    expect(outcome).toMatchObject({ error: { response: { status: 503 } } });
  });

  it('wait 3, 6, 12 … seconds when the answer names no time', async () => {
    const { times, outcome } = await send([{ status: 500 }, { status: 429 }, { status: 502 }]);
    expect(times).toEqual([0, 3, 9, 21]);
    expect(outcome).toMatchObject({ status: 200, data: { ok: true } });
  });

  it('wait as long as Retry-After says, in seconds', async () => {
    const { times } = await send([{ status: 429, headers: { 'retry-after': '40' } }, { status: 429 }]);
    expect(times).toEqual([0, 40, 46]);
  });

  it('do not understand a Retry-After that is a date', async () => {
    const { times } = await send([{ status: 429, headers: { 'retry-after': 'Thu, 01 Oct 2026 08:10:00 GMT' } }]);
    expect(times).toEqual([0, 3]);
  });

  it('let `at` shadow `after`', async () => {
    const headers = { 'retry-after': '40', 'x-reset': String(Date.parse('2026-10-01T08:01:30Z') / 1000) };
    expect((await send([{ status: 429, headers }], {}, { at: ['x-reset'], after: ['retry-after'] })).times).toEqual([
      0, 90,
    ]);
    expect(
      (await send([{ status: 429, headers: { 'retry-after': '40' } }], {}, { at: ['x-reset'], after: ['retry-after'] }))
        .times,
    ).toEqual([0, 3]);
  });

  it.each([400, 403, 404, 408])('do not happen after %i', async (status) => {
    expect((await send([{ status }])).times).toEqual([0]);
  });

  it('happen after statuses that the call names, and `error_code` replaces the usual ones', async () => {
    expect((await send([{ status: 404 }], { retryOn: [404] })).times).toEqual([0, 3]);
    expect((await send([{ status: 429 }], {}, { error_code: ['5xx'] })).times).toEqual([0]);
    expect((await send([{ status: 503 }], {}, { error_code: ['500-502', '503'] })).times).toEqual([0, 3]);
  });

  it('happen after a broken connection, but not after an unknown host or a broken answer', async () => {
    expect((await send([new NetworkError('ECONNRESET', 'x'), new NetworkError('ECONNREFUSED', 'x')])).times).toEqual([
      0, 3, 9,
    ]);
    expect((await send([new NetworkError('ENOTFOUND', 'x')])).times).toEqual([0]);
    expect((await send([new NetworkError('ERR_BAD_RESPONSE', 'stream has been aborted')])).times).toEqual([0]);
  });

  it('end with the last error', async () => {
    const { times, outcome } = await send(
      Array.from({ length: 9 }, () => ({ status: 500, body: 'html' })),
      { retries: 2 },
    );
    expect(times).toEqual([0, 3, 9]);
    expect(outcome).toMatchObject({ error: { isAxiosError: true, response: { status: 500, data: 'html' } } });
  });
});

describe('requests', () => {
  it('are built from the definition, the connection and the call', async () => {
    const { requests } = await send([], {
      method: 'POST',
      endpoint: 'Tickets?order=id',
      params: { page_no: 2, tag: 'a b' },
      headers: { 'X-Own': '1', Accept: 'text/html' },
      data: [{ id: 1 }],
    });
    expect(requests).toMatchObject([
      {
        method: 'POST',
        url: 'https://acme.halopsa.test/api/Tickets?order=id&page_no=2&tag=a+b',
        headers: {
          authorization: 'Bearer token',
          accept: 'text/html',
          'x-own': '1',
          'content-type': 'application/json',
        },
        body: '[{"id":1}]',
      },
    ]);
  });

  it('accept a whole address of the API as an endpoint', async () => {
    const { requests } = await send([], {
      endpoint: 'https://acme.halopsa.test/api/Tickets/1',
      baseUrlOverride: 'https://acme.halopsa.test/api/',
    });
    expect(requests[0]?.url).toBe('https://acme.halopsa.test/api/Tickets/1');
  });

  it('give invalid JSON back as the text it was, without a byte order mark', async () => {
    expect((await send([{ status: 200, body: '\uFEFF{"id":1}' }])).outcome).toMatchObject({ data: { id: 1 } });
    expect((await send([{ status: 200, body: '{"tickets":[' }])).outcome).toMatchObject({ data: '{"tickets":[' });
    expect((await send([{ status: 200, body: '' }])).outcome).toMatchObject({ data: '' });
  });

  it('leave no secret in the log, in whatever place it went out', async () => {
    const { logs } = await send([], { params: { key: 'token', again: 'client' } });
    expect(logs.map(({ message }) => message)).toEqual([
      'GET https://acme.halopsa.test/api/Tickets?key=REDACTED&again=client',
    ]);
  });
});
