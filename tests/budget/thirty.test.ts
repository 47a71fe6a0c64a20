import { describe, expect, test } from 'vitest';

import { codeOf } from '../support/bundles.js';
import { isFull } from '../support/matrix.js';
import { useSimulatedClock } from '../support/connection.js';
import { Runtime } from '../support/world.js';
import { enough, enoughOfCounted, hints, limits } from './limits.js';
import { spendByClients } from './paced-clients.js';
import { allowed, spendBudget, throughput, type Budget, type Outcome, type Runner } from './shared-budget.js';

/** Thirty syncs of one connection that start at once, each of which could use four windows' part of the budget. */
function thirty({ limit }: Pick<Budget, 'limit'>): Runner[] {
  const rows = Math.max(20, Math.round((4 * limit) / 30));
  return Array.from({ length: 30 }, (_, index) => ({ sync: 'customers', rows, variant: `variant-${index}` }));
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

/** Every limit, however a tenant shows it, and whether it counts what it refuses or not. */
const cases = limits.flatMap(({ shown, ...limit }) =>
  shown.flatMap((how) => [false, true].map((countsRefused) => ({ ...limit, how, countsRefused }))),
);

/** Compiled syncs take long: in short, the hardest limit is enough to show that they do as the clients do alone. */
const compiled = isFull
  ? cases
  : cases.filter(({ limit, how, countsRefused }) => limit === 300 && how === 'nothing' && countsRefused);

function expectFair(budget: Budget, outcome: Outcome): void {
  const { failures, firstWindow, firstEnd, end, refused } = outcome;
  expect(failures).toEqual([]);
  const least = budget.hints.countsRefused === true ? enoughOfCounted : enough;
  expect(throughput(budget, firstWindow, firstEnd)).toBeGreaterThan(least);
  // Nobody starves: the slowest gets a good part of an equal share.
  expect(Math.min(...firstEnd.ours)).toBeGreaterThan((0.3 * sum(firstEnd.ours)) / 30);
  expect(refused / sum(end.ours)).toBeLessThan(0.4);
}

describe('thirty clients of one tenant, which do not communicate', () => {
  const simulated = useSimulatedClock();
  const title = '$limit requests in $windowSeconds s, shown by $how, refused ones counted: $countsRefused';

  test.each(cases)(title, async ({ how, countsRefused, ...limit }) => {
    const budget = { ...limit, hints: { ...hints[how], countsRefused } };
    expectFair(budget, await spendByClients(simulated.clock, budget, thirty(budget)));
  });

  // The first ones use the budget up before the last ones begin, which get nothing through and so learn nothing of it.
  test.each(cases.filter(({ how }) => how === 'nothing'))(
    `${title}, begun within ten seconds`,
    async ({ countsRefused, how, ...limit }) => {
      const budget = { ...limit, hints: { ...hints[how], countsRefused } };
      const runners = thirty(budget).map((runner, index) => ({ ...runner, afterSeconds: (index * 6.18) % 10 }));
      const { failures, end } = await spendByClients(simulated.clock, budget, runners);
      expect(failures).toEqual([]);
      expect(sum(end.ours) / allowed(budget, end)).toBeGreaterThan(countsRefused ? 0.2 : 0.5);
    },
  );
});

describe('thirty syncs of one connection, which do not communicate', () => {
  test.each(compiled)(
    '$limit requests in $windowSeconds s, shown by $how, refused ones counted: $countsRefused',
    async ({ how, countsRefused, ...limit }) => {
      const budget = { ...limit, hints: { ...hints[how], countsRefused } };
      expectFair(budget, await spendBudget(budget, thirty(budget)));
    },
  );

  test('would keep a tenant that counts refused requests from ever answering if their waits did not grow', async () => {
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
