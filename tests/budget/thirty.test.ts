import { describe, expect, test } from 'vitest';

import { enough, hints, limits } from './limits.js';
import { spendBudget, throughput, type Budget, type Runner } from './shared-budget.js';

/** Thirty syncs of one connection that start at once, each of which could use four windows' part of the budget. */
function thirty({ limit }: Pick<Budget, 'limit'>): Runner[] {
  const rows = Math.max(20, Math.round((4 * limit) / 30));
  return Array.from({ length: 30 }, (_, index) => ({ sync: 'customers', rows, variant: `variant-${index}` }));
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

/** Some servers count what they refuse: then asking too often keeps them from ever answering. */
const counted = [false, true];

const cases = limits.flatMap(({ shown, ...limit }) =>
  shown.flatMap((how) => counted.map((countsRefused) => ({ ...limit, how, countsRefused }))),
);

describe('thirty syncs of one connection', () => {
  test.each(cases)(
    '$limit requests in $windowSeconds s, shown by $how, refused ones counted: $countsRefused',
    async ({ how, countsRefused, ...limit }) => {
      const budget = { ...limit, hints: { ...hints[how], countsRefused } };
      const { failures, firstWindow, firstEnd, end, refused } = await spendBudget(budget, thirty(budget));
      expect(failures).toEqual([]);
      expect(throughput(budget, firstWindow, firstEnd)).toBeGreaterThan(enough(budget));
      // Nobody starves: the slowest gets a good part of an equal share.
      expect(Math.min(...firstEnd.ours)).toBeGreaterThan((0.3 * sum(firstEnd.ours)) / 30);
      // Together they ask little more than one would.
      expect(refused / sum(end.ours)).toBeLessThan(0.2);
    },
  );

  test.each(limits)('that do not know of each other bring $limit requests in $windowSeconds s down', async (limit) => {
    const budget = { ...limit, hints: { countsRefused: true } };
    const { failures, refused, end } = await spendBudget(budget, thirty(budget), { knowEachOther: false });
    expect(failures.length).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(sum(end.ours));
  });
});

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
    // They ask each other for their turns, which costs a fraction of a second in all.
    expect(end.elapsed / 1000).toBeLessThan(1.2 * Math.max(...end.ours) * latency);
  });
});
