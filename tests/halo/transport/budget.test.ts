import { describe, expect, test } from 'vitest';

import { Draw } from '../../../sandbox/halo/random.js';
import { RequestBudget } from '../../../halo/transport/budget.js';
import { readHeader, readRefusal } from '../../../halo/transport/rate-hints.js';

/** What varies at random is in the middle. */
const middle = (): number => 0.5;

const start = Date.parse('2026-10-01T08:00:00Z');

/** Sends requests as fast as the budget lets them, and tells when each went out. */
function send(budget: RequestBudget, count: number, from: number, headers: object = {}): number[] {
  const sent: number[] = [];
  let now = from;
  for (let request = 0; request < count; request += 1) {
    now += budget.delay(now);
    budget.sent(now);
    budget.succeeded(now, headers);
    sent.push(now);
  }
  return sent;
}

const span = (times: readonly number[]) => (times.at(-1) ?? 0) - (times[0] ?? 0);

describe('before a tenant has shown its limit', () => {
  test('the first requests are sent without delay', () => {
    expect(span(send(new RequestBudget(middle), 250, start))).toBe(0);
  });

  test('later requests are sent more slowly than the limit of 700 in five minutes allows', () => {
    const late = send(new RequestBudget(middle), 2000, start).slice(1000);
    expect(late.length / span(late)).toBeLessThan(700 / 300_000);
    expect(late.length / span(late)).toBeGreaterThan((0.9 * 700) / 300_000);
  });
});

describe('a refusal', () => {
  test('delays the next request for as long as it says', () => {
    const budget = new RequestBudget(() => 0);
    budget.refused(start, { retryAfter: 42_000 });
    expect(budget.delay(start)).toBe(42_000);
    expect(budget.delay(start + 40_000)).toBe(2_000);
    expect(budget.delay(start + 50_000)).toBe(0);
  });

  test('that says nothing causes a longer delay the second time, ten seconds at most', () => {
    const budget = new RequestBudget(middle);
    send(budget, 250, start);
    const held = [1, 2, 3].map(() => {
      budget.refused(start, {});
      return budget.delay(start);
    });
    expect(held).toEqual([5_000, 10_000, 10_000]);
  });

  test('is compensated by a success', () => {
    const budget = new RequestBudget(middle);
    send(budget, 250, start);
    budget.refused(start, {});
    budget.succeeded(start + 60_000, {});
    budget.refused(start + 60_000, {});
    expect(budget.delay(start + 60_000)).toBe(5_000);
  });

  test('that comes again after a single success causes a longer delay', () => {
    const budget = new RequestBudget(middle);
    send(budget, 250, start);
    for (let time = 0; time < 2; time += 1) budget.refused(start, {});
    budget.succeeded(start + 10_000, {});
    budget.refused(start + 10_000, {});
    expect(budget.delay(start + 10_000)).toBe(10_000);
  });

  test('that states the limit is remembered, and the limit is not exceeded', () => {
    const budget = new RequestBudget(middle);
    send(budget, 300, start);
    const full = start + 120_000;
    budget.refused(full, { limit: 300, window: 300_000, retryAfter: 180_000 });
    const sent = send(budget, 1000, full);
    const rate = (sent.length - 1) / span(sent);
    expect(sent[0]).toBeGreaterThanOrEqual(full + 180_000);
    expect(sent[0]).toBeLessThan(full + 185_000);
    expect(rate).toBeGreaterThan((0.9 * 300) / 300_000);
    expect(rate).toBeLessThan(300 / 300_000);
  });

  test('that states nothing gives the rate from the requests that succeeded until then', () => {
    const budget = new RequestBudget(middle);
    let now = start;
    for (let request = 0; request < 60; request += 1) {
      budget.succeeded(now, {});
      now += 100;
    }
    budget.refused(now, { retryAfter: 54_000 });
    now += 54_000;
    budget.succeeded(now, {});
    const sent = send(budget, 60, now);
    expect(span(sent)).toBeGreaterThan(50_000);
    expect(span(sent)).toBeLessThan(70_000);
  });

  test('lowers the rate, and time without a refusal raises it', () => {
    const budget = new RequestBudget(middle);
    let now = start;
    const requestsIn = (minutes: number): number => {
      const until = now + minutes * 60_000;
      let count = 0;
      for (now += budget.delay(now); now < until; now += budget.delay(now)) {
        budget.sent(now);
        budget.succeeded(now, {});
        count += 1;
      }
      return count;
    };
    send(budget, 30, now);
    // Half of the window was taken by others: what was left is the rate to begin with.
    budget.refused(now, { limit: 60, window: 60_000 });
    now += 60_000;
    const first = requestsIn(1);
    expect(first).toBeGreaterThanOrEqual(30);
    requestsIn(5);
    const risen = requestsIn(1);
    expect(risen).toBeGreaterThan(first);
    // Refusals with a success in between: each takes its part.
    for (let refusal = 0; refusal < 4; refusal += 1) {
      budget.refused(now, { retryAfter: 1 });
      now += budget.delay(now);
      budget.succeeded(now, {});
    }
    expect(requestsIn(1)).toBeLessThan(risen);
  });

  test('is not caused by slow answers', () => {
    const rates = [0, 400].map((latency) => {
      const budget = new RequestBudget(middle);
      budget.refused(start, { limit: 300, window: 300_000 });
      let now = start + 300_000;
      for (let request = 0; request < 600; request += 1) {
        now += budget.delay(now);
        budget.sent(now);
        now += latency;
        budget.succeeded(now, {});
      }
      return 600 / (now - start);
    });
    expect(rates[1]).toBeCloseTo(rates[0] ?? 0, 5);
  });
});

describe('an execution of which few requests succeeded', () => {
  /** After so many requests at once, a refusal. */
  function refusedAfter(requests: number): RequestBudget {
    const budget = new RequestBudget(middle);
    send(budget, requests, start);
    budget.refused(start, {});
    return budget;
  }

  test.each([
    [250, 5_000],
    [10, 6_000],
    [3, 20_000],
    [2, 30_000],
    [0, 30_000],
  ])('waits longer, because it shares the budget with many: %d requests, %d ms', (requests, milliseconds) => {
    expect(refusedAfter(requests).delay(start)).toBe(milliseconds);
  });

  test.each([
    [10, 45_000],
    [2, 225_000],
  ])(
    'finally tries no more often than the smallest budget allows for all together: %d requests, %d ms',
    (requests, last) => {
      const budget = refusedAfter(requests);
      for (let refusal = 1; refusal < 12; refusal += 1) budget.refused(start, {});
      expect(budget.delay(start)).toBe(last);
    },
  );

  test('continues at the rate that these requests had', () => {
    const budget = refusedAfter(10);
    budget.refused(start + 280_000, {});
    budget.succeeded(start + 300_000, {});
    const sent = send(budget, 10, start + 300_000);
    expect(span(sent)).toBeGreaterThan(250_000);
    expect(span(sent)).toBeLessThan(300_000);
  });

  test('becomes faster with each success until it is refused, if none had succeeded before', () => {
    const spans = [0, 10].map((requests) => {
      const budget = refusedAfter(requests);
      budget.succeeded(start + 60_000, {});
      return span(send(budget, 12, start + 60_000));
    });
    // At the rate that it begins with, they would take five times as long as the others.
    expect((spans[0] ?? 0) / (spans[1] ?? 0)).toBeLessThan(2);
  });
});

test('an execution uses what others no longer need after some minutes without a refusal', () => {
  const budget = new RequestBudget(middle);
  send(budget, 10, start);
  for (const at of [start, start + 280_000]) budget.refused(at, {});
  budget.succeeded(start + 300_000, {});
  const sent = send(budget, 2000, start + 300_000);
  const minutesTo = (gap: number): number => {
    const fast = sent.findIndex((at, index) => at - (sent[index - 1] ?? -Infinity) < gap);
    return ((sent[fast] ?? 0) - start - 300_000) / 60_000;
  };
  // It began with a request in half a minute.
  expect(minutesTo(15_000)).toBeGreaterThan(4);
  expect(minutesTo(1_000)).toBeLessThan(15);
});

test('a rate that is too high falls with each refusal, and the delay grows to at most five minutes', () => {
  const budget = new RequestBudget(middle);
  budget.refused(start, { limit: 60, window: 60_000 });
  budget.succeeded(start + 60_000, {});
  const holds = Array.from({ length: 12 }, () => {
    budget.refused(start + 60_000, {});
    return budget.delay(start + 60_000);
  });
  expect(holds).toEqual([...holds].sort((one, other) => one - other));
  expect(holds.at(-1)).toBe(300_000);
});

test('executions that were refused at the same moment do not all continue at the same moment', () => {
  const random = new Draw(1, 0, 0);
  const delays = Array.from({ length: 30 }, () => {
    const budget = new RequestBudget(() => random.number());
    send(budget, 10, start);
    budget.refused(start, { retryAfter: 200_000 });
    return budget.delay(start);
  });
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(200_000);
  expect(new Set(delays).size).toBe(30);
});

test('a header that says that no requests are left counts before the refusal', () => {
  const budget = new RequestBudget(middle);
  budget.succeeded(start, { 'X-RateLimit-Remaining': '3' });
  expect(budget.delay(start)).toBe(0);
  budget.succeeded(start, { 'X-RateLimit-Remaining': '0' });
  expect(budget.delay(start)).toBeGreaterThan(0);
});

describe('the text of a refusal', () => {
  test.each([
    ['seconds', '7', 7_000],
    ['0 seconds, which would ask again at once', '0', 1_000],
    ['an HTTP date', 'Thu, 01 Oct 2026 08:01:30 GMT', 90_000],
    ['a date that has passed', 'Thu, 01 Oct 2026 07:00:00 GMT', undefined],
    ['no date and no number', 'soon', undefined],
    ['a negative number', '-5', undefined],
  ])('Retry-After in %s', (_form, value, milliseconds) => {
    expect(readRefusal({ 'Retry-After': value }, '', start).retryAfter).toBe(milliseconds);
  });

  test.each([
    ['300 Requests per rolling 5 minute window', 300, 300_000],
    [{ error: 'Limit is 60 requests per minute' }, 60, 60_000],
    ['Maximum 500 requests per 3 minutes', 500, 180_000],
    ['1 request per second', 1, 1_000],
    ['10 requests per 30 seconds', 10, 30_000],
    [{ error: 'Rate limit of 300 requests in 300 seconds exceeded.' }, 300, 300_000],
    ['Only 100 requests every minute', 100, 60_000],
  ])('%j', (body, limit, window) => {
    expect(readRefusal({}, body, start)).toEqual({ limit, window });
  });

  test.each([
    '',
    undefined,
    null,
    {},
    'Too Many Requests',
    '<html>429</html>',
    '0 requests per minute',
    '5 requests per 0 seconds',
  ])('%j says nothing', (body) => {
    expect(readRefusal({}, body, start)).toEqual({});
  });
});

test.each([
  [{ 'retry-after': '7' }, '7'],
  [{ 'Retry-After': '7' }, '7'],
  [{ 'RETRY-AFTER': 7 }, '7'],
  [{}, undefined],
  [[], undefined],
  [{ 'retry-after': ['7'] }, undefined],
])('the header in %j is %j', (headers, value) => {
  expect(readHeader(headers, 'retry-after')).toBe(value);
});
