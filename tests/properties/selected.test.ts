import { expect, test } from 'vitest';

import { search } from './prove.js';
import { assetsOfSomeCustomers, ticketsOfSomeCustomers } from './selected.js';

const runs = 250;

test.each([
  { of: 'tickets', subject: ticketsOfSomeCustomers },
  { of: 'assets', subject: assetsOfSomeCustomers },
])('$of of some customers: what moves in comes, what moves out goes, and nothing else', async ({ subject }) => {
  const { counterexample, tally } = await search(subject, { runs, seed: 20261126 });
  expect(counterexample).toBeUndefined();
  expect(tally.schedules).toBe(runs);
});
