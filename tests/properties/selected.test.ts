import { describe, expect, test } from 'vitest';

import { search } from './prove.js';
import type { ScheduleRules } from './schedule.js';
import { assetsOfSomeCustomers, ticketsOfSomeCustomers } from './selected.js';

const runs = 150;

/** After some faults all is listed again anyway; without them, a run must notice by itself what moved. */
const rules: readonly { name: string; rules: Partial<ScheduleRules> }[] = [
  { name: 'whatever happens', rules: {} },
  { name: 'while nothing fails', rules: { faults: false } },
];

describe.each([
  { of: 'tickets', subject: ticketsOfSomeCustomers },
  { of: 'assets', subject: assetsOfSomeCustomers },
])('$of of some customers', ({ subject }) => {
  test.each(rules)(
    'rows that move into the selection are added, rows that leave it are deleted, and no others, $name',
    async ({ rules }) => {
      const { counterexample, tally } = await search(subject, { runs, seed: 20261126, rules });
      expect(counterexample).toBeUndefined();
      expect(tally.schedules).toBe(runs);
    },
  );
});
