import { describe, expect, it } from 'vitest';

import { functions } from '../../actions/registry.js';
import { Bench } from './support/bench.js';
import { mostExpensive } from './support/most-expensive.js';

/** What a call costs in the usual case is held beside its example (`functions.test.ts`). */
describe('the most that a call costs', () => {
  it('is held for every function', () => {
    expect(Object.keys(mostExpensive).toSorted()).toEqual(functions.map(({ name }) => name).toSorted());
  });

  it.each(functions)('is what the page of $name says', async ({ name, cost, marks }) => {
    const { input = {}, prepare } = mostExpensive[name] ?? {};
    const bench = await Bench.open(name);
    prepare?.(bench);
    const output = await bench.succeed(name, input);
    if (!marks.readOnly) expect(output).toMatchObject({ confirmed: true });
    expect(bench.requests.length, bench.requests.join('\n')).toBe(cost.most);
  });
});
