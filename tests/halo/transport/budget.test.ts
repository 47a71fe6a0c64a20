import { describe, expect, test } from 'vitest';

import { RequestBudget } from '../../../halo/transport/budget.js';
import { readHeader, readRefusal } from '../../../halo/transport/rate-hints.js';

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

describe('until a tenant shows its limit', () => {
  test('the first requests go out as they come', () => {
    expect(span(send(new RequestBudget(), 250, start))).toBe(0);
  });

  test('and later ones slower than the policy allows: 700 in five minutes', () => {
    const late = send(new RequestBudget(), 2000, start).slice(1000);
    expect(late.length / span(late)).toBeLessThan(700 / 300_000);
    expect(late.length / span(late)).toBeGreaterThan((0.9 * 700) / 300_000);
  });
});

describe('a refusal', () => {
  test('holds back for as long as it says', () => {
    const budget = new RequestBudget();
    budget.refused(start, { retryAfter: 42_000 });
    expect(budget.delay(start)).toBe(42_000);
    expect(budget.delay(start + 40_000)).toBe(2_000);
    expect(budget.delay(start + 50_000)).toBe(0);
  });

  test('that says nothing holds back longer the second time, ten seconds at most', () => {
    const budget = new RequestBudget();
    const held = [1, 2, 3].map(() => {
      budget.refused(start, {});
      return budget.delay(start);
    });
    expect(held).toEqual([5_000, 10_000, 10_000]);
  });

  test('is made up for by a success', () => {
    const budget = new RequestBudget();
    budget.refused(start, {});
    budget.succeeded(start + 60_000, {});
    budget.refused(start + 60_000, {});
    expect(budget.delay(start + 60_000)).toBe(5_000);
  });

  test('that comes again after a single success holds back longer', () => {
    const budget = new RequestBudget();
    for (let time = 0; time < 2; time += 1) budget.refused(start, {});
    budget.succeeded(start + 10_000, {});
    budget.refused(start + 10_000, {});
    expect(budget.delay(start + 10_000)).toBe(10_000);
  });

  test('that states the limit teaches it, and it is not exceeded', () => {
    const budget = new RequestBudget();
    send(budget, 300, start);
    const full = start + 120_000;
    budget.refused(full, { limit: 300, window: 300_000, retryAfter: 180_000 });
    const sent = send(budget, 1000, full);
    const rate = (sent.length - 1) / span(sent);
    expect(sent[0]).toBe(full + 180_000);
    expect(rate).toBeGreaterThan((0.9 * 300) / 300_000);
    expect(rate).toBeLessThan(300 / 300_000);
  });

  test('that states nothing teaches by how much went through in how long', () => {
    const budget = new RequestBudget();
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

  test('lowers a rate that was learned, and time without one raises it', () => {
    const budget = new RequestBudget();
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
    // Two refusals with a success in between: each takes its part.
    for (let refusal = 0; refusal < 2; refusal += 1) {
      budget.refused(now, { retryAfter: 1 });
      now += budget.delay(now);
      budget.succeeded(now, {});
    }
    expect(requestsIn(1)).toBeLessThan(risen);
  });

  test('is not brought about by the time that answers take', () => {
    const rates = [0, 400].map((latency) => {
      const budget = new RequestBudget();
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

describe('executions that share the budget', () => {
  /** One of so many. */
  function oneOf(executions: number): RequestBudget {
    const budget = new RequestBudget();
    budget.divide(executions, 0);
    return budget;
  }

  test.each([2, 8, 30])('send as much at once as one alone, %d together', (executions) => {
    const atOnce = send(oneOf(executions), 300, start).filter((at) => at === start).length;
    expect(atOnce * executions).toBeLessThanOrEqual(280);
    expect(atOnce * executions).toBeGreaterThan(220);
  });

  test.each([2, 8, 30])('are as fast as one alone afterwards, %d together', (executions) => {
    const alone = send(new RequestBudget(), 1200, start).slice(900);
    const shared = send(oneOf(executions), 1200, start).slice(900);
    expect((executions * alone.length) / span(shared)).toBeCloseTo(alone.length / span(alone), 4);
  });

  test('take over the part of one that ends, and give away a part to one that begins', () => {
    const budget = oneOf(4);
    budget.refused(start, { limit: 300, window: 300_000 });
    const inFour = span(send(budget, 50, start + 300_000).slice(1));
    budget.divide(1, 0);
    const alone = span(send(budget, 50, start + 900_000).slice(1));
    budget.divide(4, 0);
    const again = span(send(budget, 50, start + 1_800_000).slice(1));
    expect(inFour / alone).toBeGreaterThan(3.5);
    expect(again / alone).toBeGreaterThan(3.5);
  });

  test('that began together do not ask together', () => {
    const times = Array.from({ length: 8 }, (_, place) => {
      const budget = new RequestBudget();
      budget.divide(8, place);
      budget.heldBack(start);
      return budget.delay(start);
    });
    expect(new Set(times).size).toBe(8);
  });

  test('look more and more rarely while they are held back, every ten seconds or so at most', () => {
    const budget = oneOf(8);
    let now = start;
    const waits = Array.from({ length: 8 }, () => {
      budget.heldBack(now);
      const delay = budget.delay(now);
      now += delay;
      return delay;
    });
    expect(waits[0]).toBeLessThan(3_000);
    expect(Math.max(...waits)).toBeLessThan(13_000);
    expect(waits.at(-1)).toBeGreaterThan(7_000);
  });
});

test('a header that says that nothing is left is believed before the refusal', () => {
  const budget = new RequestBudget();
  budget.succeeded(start, { 'X-RateLimit-Remaining': '3' });
  expect(budget.delay(start)).toBe(0);
  budget.succeeded(start, { 'X-RateLimit-Remaining': '0' });
  expect(budget.delay(start)).toBeGreaterThan(0);
});

describe('what a refusal says', () => {
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
