import { ExecutionInterruptedSDKError } from '@nangohq/runner-sdk';
import { describe, expect, test } from 'vitest';

import {
  NotFoundError,
  NotHaloError,
  RateLimitedError,
  RequestRefusedError,
  UnavailableError,
  UnreadableAnswerError,
} from '../../../halo/errors.js';
import type { Fault } from '../../../sandbox/halo/index.js';
import {
  networkError,
  ScriptedConnection,
  statusError,
  TenantConnection,
  useSimulatedClock,
  type Scripted,
} from '../../support/connection.js';

const simulated = useSimulatedClock();
const tenant = () => new TenantConnection({ tickets: 3, clock: simulated.clock });
const paged = { pageinate: 'true', page_no: '1', page_size: '3' };
const list = (connection: TenantConnection | ScriptedConnection) =>
  connection.client.list('tickets', '/Tickets', paged);

/** Answers these in turn, and then a good list. */
const after = (...answers: Scripted[]) =>
  new ScriptedConnection((_asked, turn) => answers[turn - 1] ?? { data: { tickets: [] } });
const always = (answer: Scripted) => new ScriptedConnection(() => answer);

/** Seconds of the simulated clock that pass until a promise is settled. */
async function secondsOf(work: Promise<unknown>): Promise<number> {
  const start = simulated.clock.now();
  await work.catch(() => undefined);
  return (simulated.clock.now() - start) / 1000;
}

describe('an answer', () => {
  test('comes with the body and the server time', async () => {
    const { body, serverTime } = await list(tenant());
    expect(body).toMatchObject({ record_count: 3 });
    expect(serverTime).toBe('2026-10-01T08:00:00.000Z');
  });

  test.each([undefined, '', 'soon'])('without a time when the Date header is %j', async (date) => {
    const connection = always({ data: [], headers: date === undefined ? {} : { date } });
    expect((await list(connection)).serverTime).toBeUndefined();
  });

  test('goes through the proxy once, whose own retries stay unused', async () => {
    const connection = always({ data: [] });
    await list(connection);
    expect(connection.asked).toEqual([{ endpoint: '/Tickets', params: paged, retries: 0 }]);
  });
});

describe('a temporary failure is repeated', () => {
  test.each<[string, Fault]>([
    ['500', { kind: 'serverError', status: 500 }],
    ['500 with an exception', { kind: 'serverError', status: 500, body: 'exception' }],
    ['502 with a page', { kind: 'serverError', status: 502, body: 'html' }],
    ['503', { kind: 'serverError', status: 503 }],
    ['504', { kind: 'serverError', status: 504 }],
    ['a dropped connection', { kind: 'dropped', when: 'before' }],
    ['a connection dropped after the server acted', { kind: 'dropped', when: 'after' }],
    ['JSON that ends in the middle', { kind: 'truncated' }],
    ['an empty body', { kind: 'emptyBody' }],
    ['a web page with status 200', { kind: 'html' }],
    ['a refused token', { kind: 'unauthorized' }],
    ['a forbidden page', { kind: 'forbidden' }],
    ['a refusal for too many requests', { kind: 'rateLimited' }],
  ])('%s', async (_name, fault) => {
    const connection = tenant();
    connection.api.faults.add({ fault, times: 1 });
    expect((await list(connection)).body).toMatchObject({ record_count: 3 });
    expect(connection.requested).toHaveLength(2);
  });

  test('also several times in one read', async () => {
    const connection = after(statusError(500), { data: '' }, statusError(401), networkError('ECONNRESET'), {
      data: '{"tick',
    });
    await expect(list(connection)).resolves.toMatchObject({ body: { tickets: [] } });
    expect(connection.refreshes).toBe(1);
  });
});

describe('a lasting failure ends in its own error', () => {
  test.each([500, 502, 503, 504, 408])('status %d, after more than a minute of attempts', async (status) => {
    const connection = always(statusError(status));
    const reading = list(connection);
    await expect(reading).rejects.toThrow(UnavailableError);
    await expect(reading).rejects.toThrow(`status ${status}, 7 times from /Tickets`);
    expect(connection.asked).toHaveLength(7);
  });

  test('with growing waits between the attempts', async () => {
    expect(await secondsOf(list(always(statusError(503))))).toBe(63);
  });

  test('when the network is down', async () => {
    await expect(list(always(networkError('ETIMEDOUT')))).rejects.toThrow(UnavailableError);
  });

  test('when the answer is a web page', async () => {
    await expect(list(always({ data: '<!DOCTYPE html><html></html>' }))).rejects.toThrow(NotHaloError);
  });

  test.each(['{"tickets":[{"id":1},{"i', '', null, undefined])('an unreadable %j', async (data) => {
    const connection = always({ data });
    await expect(list(connection)).rejects.toThrow(UnreadableAnswerError);
    expect(connection.asked).toHaveLength(3);
  });

  test("when the request is refused, at once and with Halo's message", async () => {
    const connection = always(statusError(400, { Message: 'Invalid advanced search parameter' }));
    await expect(list(connection)).rejects.toThrow(/status 400: Invalid advanced search parameter/);
    await expect(list(connection)).rejects.toThrow(RequestRefusedError);
    expect(connection.asked).toHaveLength(2);
  });

  test('when the route is unknown, because this is not Halo', async () => {
    await expect(list(always(statusError(404)))).rejects.toThrow(NotHaloError);
  });

  test('when the record is unknown', async () => {
    const reading = tenant().client.item('tickets 99', '/Tickets/99');
    await expect(reading).rejects.toThrow(NotFoundError);
  });
});

test('an interruption of the run by Nango is passed on unchanged', async () => {
  const interruption = new ExecutionInterruptedSDKError();
  const connection = always(interruption);
  await expect(list(connection)).rejects.toBe(interruption);
  expect(connection.asked).toHaveLength(1);
});

describe('too many requests', () => {
  test('cause a wait for as long as Retry-After says', async () => {
    const connection = after(statusError(429, '', { 'retry-after': '42' }));
    const seconds = await secondsOf(list(connection));
    // What is asked for, and a random part more, so that executions that wait together do not ask together.
    expect(seconds).toBeGreaterThanOrEqual(42);
    expect(seconds).toBeLessThan(60);
    expect(connection.asked).toHaveLength(2);
  });

  test('cause a wait until the date that Retry-After says', async () => {
    const until = new Date(simulated.clock.now() + 90_000).toUTCString();
    const seconds = await secondsOf(list(after(statusError(429, '', { 'Retry-After': until }))));
    expect(seconds).toBeGreaterThanOrEqual(90);
    expect(seconds).toBeLessThan(120);
  });

  test('cause waits that grow to about four minutes without Retry-After, where no request had succeeded before', async () => {
    const refused = statusError(429);
    const waits: number[] = [];
    for (const count of [0, 1, 2, 3, 4, 5, 6, 7]) {
      waits.push(await secondsOf(list(after(...Array.from({ length: count }, () => refused)))));
    }
    const pauses = waits.slice(1).map((wait, index) => Math.round(wait - (waits[index] ?? 0)));
    expect(pauses).toEqual([30, 48, 77, 123, 197, 225, 225]);
  });

  test('end the read after twenty minutes if they continue, and not before', async () => {
    const connection = always(statusError(429));
    const start = simulated.clock.now();
    await expect(list(connection)).rejects.toThrow(RateLimitedError);
    const minutes = (simulated.clock.now() - start) / 60_000;
    expect(minutes).toBeGreaterThan(20);
    expect(minutes).toBeLessThan(25);
  });

  test('do not fail a read that waits longer than the window of the budget, whatever the answers say', async () => {
    for (const retryAfter of [true, false, 'date'] as const) {
      const connection = tenant();
      const limit = connection.switches.rateLimit === 'off' ? undefined : connection.switches.rateLimit;
      expect(limit).toBeUndefined();
      connection.switches.rateLimit = {
        limit: 20,
        windowSeconds: 60,
        retryAfter,
        remainingHeader: undefined,
        bodyStatesLimit: false,
        scope: 'tenant',
        countsRefused: false,
      };
      const { client } = connection;
      for (let read = 0; read < 70; read += 1) await client.list('tickets', '/Tickets', paged);
      expect(connection.api.requests.limited).toBeGreaterThan(0);
    }
  });
});
