import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { functions } from '../../actions/registry.js';
import { Bench, exampleOf, isPlayedAtLength, state } from './support/bench.js';

/** Values that a caller may give for anything: ids that exist and that do not, names, texts, and what fits nowhere. */
const anything = fc.oneof(
  fc.constantFrom<unknown>(
    '1042',
    '1043',
    '21',
    '31',
    '75',
    999_999,
    'In Progress',
    'Closed',
    'High',
    'Gold',
    'Nobody',
    null,
  ),
  fc.constantFrom<unknown>(true, false, 0, -1, 1.5, '', '2026-12-01T09:00:00Z', '1042:3', ['503'], {
    'Root cause': 'Wear',
  }),
  fc.string({ maxLength: 40 }),
  fc.double({ noNaN: true }),
  fc.array(fc.string({ maxLength: 5 }), { maxLength: 3 }),
);

describe.each(functions)('$name with any input', (definition) => {
  const { name, input, marks } = definition;
  const fields = input instanceof z.ZodObject ? Object.keys(input.shape) : [];

  it('either succeeds or fails with a declared error, and a failure changes nothing', async () => {
    const changes = fc.dictionary(fc.constantFrom(...fields, 'no_such_field'), anything, { maxKeys: 4 });
    await fc.assert(
      fc.asyncProperty(changes, async (changed) => {
        const bench = await Bench.open(name);
        const before = state(bench.tenant);
        const ending = await bench.call(name, { ...exampleOf(definition), ...changed });
        if ('failure' in ending || marks.readOnly) expect(state(bench.tenant)).toBe(before);
        else if (ending.output['outcome'] === 'unchanged') expect(state(bench.tenant)).toBe(before);
        else if (ending.output['outcome'] !== 'dry_run') expect(ending.output['confirmed']).toBe(true);
        expect(bench.writes.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: isPlayedAtLength(definition) ? 40 : 6 },
    );
  });
});
