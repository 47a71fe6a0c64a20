import { beforeAll, expect, test } from 'vitest';

import { detailedCustomers, detailsBehind } from '../detailed.js';
import { search, type SearchResult } from '../prove.js';
import type { ScheduleRules } from '../schedule.js';
import type { Variant } from '../variants.js';
import { buildDetailControl } from './build.js';
import type { DetailFlaw } from './detail-flaws.js';

interface Control {
  flaw: DetailFlaw;
  build: Variant;
  /** What the counterexample must say. */
  shows: RegExp;
}

const usual: Variant = { name: 'default', adjust: () => undefined, needsSweep: false };
const rules: Partial<ScheduleRules> = { changes: ['create', 'edit', 'change'], faults: false, kills: false };

const controls: readonly Control[] = [
  {
    flaw: 'a list row replaces what the detail brought',
    build: usual,
    shows: /^Customer \d+ is \{.* after \{/,
  },
  {
    flaw: 'changed rows compared only by their lists',
    build: usual,
    shows: /^Customer \d+ is \{.*, not \{/,
  },
  {
    flaw: 'the checkpoint does not note that details are due',
    build: usual,
    shows: /"is_complete":false\}, not/,
  },
  { flaw: 'an older detail is taken', build: detailsBehind, shows: /^Customer \d+ is \{.* after \{/ },
];

const runs = 40;

function searchFor(flaw: DetailFlaw, build: Variant): Promise<SearchResult> {
  const subject = { ...detailedCustomers, startsFilled: true, sync: `details: ${flaw}` };
  return search(subject, { runs, seed: 20261126, builds: [build], rules });
}

beforeAll(async () => {
  await buildDetailControl('details: none', 'none');
  for (const { flaw } of controls) await buildDetailControl(`details: ${flaw}`, flaw);
});

test.each(controls)('$flaw: is found by the search, with a short schedule', async ({ flaw, build, shows }) => {
  const { counterexample } = await searchFor(flaw, build);
  expect(counterexample?.reason).toMatch(shows);
  expect(counterexample?.steps.length).toBeLessThan(20);
});

test.each([usual, detailsBehind])(
  'they have no other error, because their correct twin passes, $name',
  async (build) => {
    const { counterexample, tally } = await searchFor('none', build);
    expect(counterexample).toBeUndefined();
    expect(tally.schedules).toBe(runs);
  },
);
