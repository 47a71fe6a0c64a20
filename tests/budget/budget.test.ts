import { describe, expect, test } from 'vitest';

import { isFull } from '../support/matrix.js';
import { enough, hints, limits } from './limits.js';
import { allowed, spendBudget, throughput, type Neighbour } from './shared-budget.js';

const neighbours: Record<string, Neighbour | undefined> = {
  alone: undefined,
  'beside a steady client': { share: 0.4, everySeconds: 1 },
  'beside a client that comes in bursts': { share: 0.4, everySeconds: 30 },
};

/** The ways in which a tenant shows its limit that differ most; all of them in full. */
const ways = <How>(shown: readonly How[]): readonly How[] =>
  isFull ? shown : shown.filter((_, index) => index === 0 || index === shown.length - 1);

/** Every limit, however it is shown, alone and beside others; in short, beside others only the smaller limits. */
const cases = limits.flatMap(({ shown, ...limit }) =>
  shown.flatMap((how) =>
    Object.keys(neighbours)
      .filter((where) => isFull || where === 'alone' || (ways(shown).includes(how) && limit.limit <= 300))
      .map((where) => ({ ...limit, how, where })),
  ),
);

test.each(cases)('$limit requests in $windowSeconds s, shown by $how, $where', async ({ how, where, ...limit }) => {
  const budget = { ...limit, hints: hints[how] };
  const neighbour = neighbours[where];
  const rows = Math.round(limit.limit * (neighbour ? 2.2 : 3.5));
  const { failures, firstWindow, end } = await spendBudget(budget, [{ sync: 'customers', rows }], { neighbour });
  expect(failures).toEqual([]);
  expect(throughput(budget, firstWindow, end)).toBeGreaterThan(enough);
  if (neighbour) expect(end.neighbour).toBeGreaterThan(0.5 * neighbour.share * allowed(budget, end));
});

describe.each(limits)('two syncs of one connection, $limit requests in $windowSeconds s', ({ shown, ...limit }) => {
  test.each(ways(shown))('share fairly from the beginning, shown by %s', async (how) => {
    const budget = { ...limit, hints: hints[how] };
    const rows = Math.round(limit.limit * 1.2);
    const { failures, firstWindow, firstEnd } = await spendBudget(budget, [
      { sync: 'customers', rows },
      { sync: 'tickets', rows },
    ]);
    expect(failures).toEqual([]);
    expect(throughput(budget, firstWindow, firstEnd)).toBeGreaterThan(enough);
    expect(Math.min(...firstEnd.ours) / Math.max(...firstEnd.ours)).toBeGreaterThan(0.6);
  });

  test.each(shown.slice(0, 1))('the later one gets its part, shown by %s', async (how) => {
    const budget = { ...limit, hints: hints[how] };
    const { failures, allStarted, firstEnd } = await spendBudget(budget, [
      { sync: 'customers', rows: limit.limit * 3 },
      { sync: 'tickets', rows: Math.round(limit.limit * 0.7), afterSeconds: 1.2 * limit.windowSeconds },
    ]);
    const together = firstEnd.ours.map((count, index) => count - (allStarted.ours[index] ?? 0));
    expect(failures).toEqual([]);
    expect(throughput(budget, allStarted, firstEnd)).toBeGreaterThan(enough);
    expect((together[1] ?? 0) / (together[0] ?? 0)).toBeGreaterThan(0.1);
  });
});
