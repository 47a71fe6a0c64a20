import { expect, test } from 'vitest';

import { detailedCustomers, detailsBehind } from './detailed.js';
import { search } from './prove.js';

const filled = { ...detailedCustomers, startsFilled: true };
const seed = 20261126;

test.each([
  ['from the first run on', detailedCustomers, 60],
  ['after a first run', filled, 80],
] as const)(
  'details: what changes is read again, and what they brought is never taken away, %s',
  async (_when, subject, runs) => {
    const { counterexample, tally } = await search(subject, { runs, seed });
    expect(counterexample).toBeUndefined();
    expect(tally.schedules).toBe(runs);
    expect(tally.kills).toBeGreaterThan(runs / 4);
    expect(tally.faults).toBeGreaterThan(runs / 4);
  },
);

test('records are right even if half of the details come from a server that is behind', async () => {
  const { counterexample, tally } = await search(filled, { runs: 40, seed, builds: [detailsBehind] });
  expect(counterexample).toBeUndefined();
  expect(tally.schedules).toBe(40);
});
