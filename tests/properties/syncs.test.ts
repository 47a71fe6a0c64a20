import { expect, test } from 'vitest';

import { others, representatives, type Kind } from '../support/kinds.js';
import { isFull } from '../support/matrix.js';
import { search } from './prove.js';

/** Schedules for a sync of each strategy, and for each of the others; `npm run prove` searches as many as asked. */
const runs = isFull ? { representative: 250, other: 250 } : { representative: 150, other: 20 };

const searched: readonly (Kind & { runs: number })[] = [
  ...representatives.map((kind) => ({ ...kind, runs: runs.representative })),
  ...others.map((kind) => ({ ...kind, runs: runs.other })),
];

test.each(searched)('$sync loses no record and deletes no existing one', async ({ subject, runs }) => {
  const { counterexample, tally } = await search(subject, { runs, seed: 20261123 });
  expect(counterexample).toBeUndefined();
  expect(tally.schedules).toBe(runs);
  expect(tally.kills).toBeGreaterThan(runs / 4);
  expect(tally.faults).toBeGreaterThan(runs / 4);
});
