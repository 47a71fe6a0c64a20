import { expect, test } from 'vitest';

import { search } from './prove.js';
import { subjects } from './subject.js';

/** Schedules for each sync; `npm run prove` searches as many as asked. */
const runs = 250;

test.each(subjects)('$sync loses nothing and reports nothing deleted that lives', async (subject) => {
  const { counterexample, tally } = await search(subject, { runs, seed: 20261123 });
  expect(counterexample).toBeUndefined();
  expect(tally.schedules).toBe(runs);
  expect(tally.kills).toBeGreaterThan(runs / 4);
  expect(tally.faults).toBeGreaterThan(runs / 4);
});
