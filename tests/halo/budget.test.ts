import { describe, expect, test } from 'vitest';

import { readHeader, readRefusal, RequestBudget } from '../../halo/budget.js';

const start = Date.parse('2026-10-01T08:00:00Z');

/** Sends requests as fast as the budget lets them, and tells when each went out. */
function send(budget: RequestBudget, count: number, from: number, headers: object = {}): number[] {
  const sent: number[] = [];
  let now = from;
  for (let request = 0; request < count; request += 1) {
    now += budget.delay(now);
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

  test('that says nothing holds back longer each time, a minute at most', () => {
    const budget = new RequestBudget();
    const held = [1, 2, 3, 4, 5, 6].map(() => {
      budget.refused(start, {});
      return budget.delay(start);
    });
    expect(held).toEqual([5_000, 10_000, 20_000, 40_000, 60_000, 60_000]);
  });

  test('is forgotten by a success', () => {
    const budget = new RequestBudget();
    for (let time = 0; time < 4; time += 1) budget.refused(start, {});
    budget.succeeded(start + 60_000, {});
    budget.refused(start + 60_000, {});
    expect(budget.delay(start + 60_000)).toBe(5_000);
  });

  test('that states the limit teaches it', () => {
    const budget = new RequestBudget();
    send(budget, 100, start);
    budget.refused(start, { limit: 300, window: 300_000, retryAfter: 1_000 });
    const sent = send(budget, 200, start + 1_000);
    const rate = (sent.length - 1) / span(sent);
    expect(rate).toBeGreaterThan((0.9 * 300) / 300_000);
    // It creeps up with every success, to find its place beside whoever else uses the budget.
    expect(rate).toBeLessThan((1.3 * 300) / 300_000);
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

  test('lowers a rate that was learned, and successes raise it', () => {
    const budget = new RequestBudget();
    budget.refused(start, { limit: 60, window: 60_000, retryAfter: 1_000 });
    const pace = (now: number): number => {
      budget.succeeded(now, {});
      return budget.delay(now);
    };
    const first = pace(start + 2_000);
    let now = start + 2_000;
    for (let request = 0; request < 50; request += 1) {
      now += budget.delay(now);
      budget.succeeded(now, {});
    }
    const raised = budget.delay(now);
    expect(raised).toBeLessThan(first);
    budget.refused(now, { retryAfter: 1 });
    now += 60_000;
    expect(pace(now)).toBeGreaterThan(raised);
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
  ])('%j', (body, limit, window) => {
    expect(readRefusal({}, body, start)).toEqual({ limit, window });
  });

  // KNOWN BUG (budget.ts): this is what the simulated tenant writes with `bodyStatesLimit`, and it teaches nothing.
  test.fails('a limit "in" so many seconds', () => {
    const body = { error: 'Rate limit of 300 requests in 300 seconds exceeded.' };
    expect(readRefusal({}, body, start)).toEqual({ limit: 300, window: 300_000 });
  });

  test.each(['', undefined, null, {}, 'Too Many Requests', '<html>429</html>'])('%j says nothing', (body) => {
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
