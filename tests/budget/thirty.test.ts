import { describe, expect, test } from 'vitest';

import { codeOf } from '../support/bundles.js';
import { isFull } from '../support/matrix.js';
import { Runtime } from '../support/world.js';
import { enough, enoughOfCounted, hints, limits } from './limits.js';
import { allowed, spendBudget, throughput, type Budget, type Runner } from './shared-budget.js';

/** Thirty syncs of one connection that start at once, each of which could use four windows' part of the budget. */
function thirty({ limit }: Pick<Budget, 'limit'>): Runner[] {
  const rows = Math.max(20, Math.round((4 * limit) / 30));
  return Array.from({ length: 30 }, (_, index) => ({ sync: 'customers', rows, variant: `variant-${index}` }));
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

/** Each limit shown by nothing and in its last way; in full, in every way. */
const cases = limits.flatMap(({ shown, ...limit }) => {
  const ways = isFull ? shown : shown.filter((_, index) => index === 0 || index === shown.length - 1);
  return ways.map((how) => ({ ...limit, how }));
});

describe('thirty syncs of one connection, which know nothing of each other', () => {
  test.each(cases)('$limit requests in $windowSeconds s, shown by $how', async ({ how, ...limit }) => {
    const budget = { ...limit, hints: hints[how] };
    const { failures, firstWindow, firstEnd, end, refused } = await spendBudget(budget, thirty(budget));
    expect(failures).toEqual([]);
    expect(throughput(budget, firstWindow, firstEnd)).toBeGreaterThan(enough);
    // Nobody starves: the slowest gets a good part of an equal share.
    expect(Math.min(...firstEnd.ours)).toBeGreaterThan((0.3 * sum(firstEnd.ours)) / 30);
    expect(refused / sum(end.ours)).toBeLessThan(0.4);
  });

  test.each(cases)('$limit requests in $windowSeconds s, shown by $how, refused ones counted', async (counted) => {
    const { how, ...limit } = counted;
    const budget = { ...limit, hints: { ...hints[how], countsRefused: true } };
    const { failures, firstWindow, firstEnd, end, refused } = await spendBudget(budget, thirty(budget));
    expect(failures).toEqual([]);
    expect(throughput(budget, firstWindow, firstEnd)).toBeGreaterThan(enoughOfCounted);
    expect(Math.min(...firstEnd.ours)).toBeGreaterThan((0.3 * sum(firstEnd.ours)) / 30);
    expect(refused / sum(end.ours)).toBeLessThan(0.4);
  });

  const apart = limits.flatMap(({ limit, windowSeconds }) =>
    [false, true].map((countsRefused) => ({ limit, windowSeconds, countsRefused })),
  );

  // The first ones use the budget up before the last ones begin, which get nothing through and so learn nothing of it.
  test.each(apart)(
    '$limit requests in $windowSeconds s, refused ones counted: $countsRefused, begun within ten seconds',
    async ({ countsRefused, ...limit }) => {
      const budget = { ...limit, hints: { countsRefused } };
      const runners = thirty(budget).map((runner, index) => ({ ...runner, afterSeconds: (index * 6.18) % 10 }));
      const { failures, end } = await spendBudget(budget, runners);
      expect(failures).toEqual([]);
      expect(sum(end.ours) / allowed(budget, end)).toBeGreaterThan(countsRefused ? 0.2 : 0.5);
    },
  );

  test('would keep a tenant that counts what it refuses from ever answering if their holds did not grow', async () => {
    const runtime = new Runtime();
    runtime.deploy('customers', withoutGrowth(codeOf('customers')));
    const budget = { limit: 300, windowSeconds: 300, hints: { countsRefused: true } };
    const { failures } = await spendBudget(budget, thirty(budget), { runtime });
    expect(failures).toHaveLength(30);
  });
});

/** The code with holds that are as long after each refusal in a row as after the first. */
function withoutGrowth(code: string): string {
  expect(code).toContain('growth ** (refusals - 1)');
  return code.replace('growth ** (refusals - 1)', '1');
}

describe('a tenant that refuses nothing', () => {
  const generous = { limit: 100_000, windowSeconds: 60, hints: {} };
  /** Seconds that an answer takes here. */
  const latency = 0.12;

  test('answers the first few hundred requests of one sync as they come', async () => {
    const { end } = await spendBudget(generous, [{ sync: 'customers', rows: 240 }]);
    expect(end.elapsed / 1000).toBeLessThan(1.05 * sum(end.ours) * latency);
  });

  test('and those of eight small ones that start at once', async () => {
    const eight = Array.from({ length: 8 }, (_, index): Runner => ({
      sync: 'customers',
      rows: 20,
      variant: `${index}`,
    }));
    const { end } = await spendBudget(generous, eight);
    expect(end.elapsed / 1000).toBeLessThan(1.05 * Math.max(...end.ours) * latency);
  });
});
