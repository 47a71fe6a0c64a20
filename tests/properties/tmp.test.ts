import { expect, test } from 'vitest';
import { search } from './prove.js';
import { subjects } from './subject.js';
import { variants } from './variants.js';
test.each(subjects)('$sync', async (subject) => {
  const { counterexample } = await search(subject, { runs: 250, seed: 5, builds: variants.filter((v) => v.name.includes('runner')) });
  expect(counterexample).toBeUndefined();
});
