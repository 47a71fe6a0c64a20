import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';

import type { HaloFunction } from '../../actions/define.js';
import { functions } from '../../actions/registry.js';
import { isFull } from '../support/matrix.js';
import { Bench, exampleOf, functionOf, isPlayedAtLength } from './support/bench.js';
import { judge } from './support/judge.js';

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

/** For each field some fit and others do not; the first are refused by nearly all. */
const values: readonly unknown[] = [
  { no_such_key: { deeper: 1 } },
  ...[-1, 'no such thing', null, true, '', [], [{}], 1.5, '0', '2026-13-45T09:00:00Z', 'x'.repeat(200_000)],
  ...['999999', 999_999, '1042:999', 'Nobody', ['999999'], { Nobody: 1 }, '2026-12-01T09:00:00Z'],
];

const Record = z.record(z.string(), z.unknown());
const Problem = z.looseObject({ field: z.string() });

/** The fields of an input with their schemas. */
function schemasOf({ input }: HaloFunction): [string, z.ZodType][] {
  const fields: [string, unknown][] = input instanceof z.ZodObject ? Object.entries(input.shape) : [];
  return fields.flatMap(([field, schema]): [string, z.ZodType][] =>
    schema instanceof z.ZodType ? [[field, schema]] : [],
  );
}

/** Values that the schema of a field refuses, or takes. */
function valuesFor(schema: z.ZodType, isTaken: boolean): readonly unknown[] {
  return values.filter((value) => schema.safeParse(value).success === isTaken);
}

/** The fields at fault, without what is wrong inside of them. */
function fieldsAtFault(problems: unknown): string[] {
  const read = z.array(z.union([Problem, z.string()])).parse(problems);
  return [...new Set(read.flatMap((each) => (typeof each === 'string' ? [] : (each.field.split('.', 1)[0] ?? ''))))];
}

describe.each(functions)('$name with any input', (definition) => {
  const { name } = definition;
  const schemas = schemasOf(definition);
  const example = exampleOf(definition);

  it.runIf(schemas.length > 0)(
    'names a field that is wrong, each in turn and all at once, before anything is asked',
    async () => {
      const bench = await Bench.open(name);
      for (const [field, schema] of schemas) {
        const refused = valuesFor(schema, false);
        expect(refused.length, field).toBeGreaterThan(0);
        for (const value of isFull ? refused : refused.slice(0, 1)) {
          const { code, problems } = await bench.fail(name, { ...example, [field]: value });
          expect([code, fieldsAtFault(problems)]).toEqual(['halo_input_invalid', [field]]);
          expect(bench.requests).toEqual([]);
        }
      }
      const all = Object.fromEntries(schemas.map(([field, schema]) => [field, valuesFor(schema, false)[0]]));
      const { problems, message } = await bench.fail(name, all);
      const named = schemas.map(([field]) => field);
      expect(named.filter((field) => !message.includes(`"${field}"`) && !message.includes(`"${field}.`))).toEqual([]);
      // The platform passes on the first twenty of a list.
      expect(fieldsAtFault(problems)).toEqual(named.slice(0, 20));
    },
  );

  it('either does what a reading confirms or fails and writes nothing, where one field is what Halo may not know', async () => {
    for (const [field, schema] of schemas) {
      for (const value of valuesFor(schema, true).slice(-(isFull ? values.length : 1))) {
        await judge(await Bench.open(name), definition, { ...example, [field]: value });
      }
    }
  });

  it('either does what a reading confirms or fails and writes nothing', async () => {
    const names = schemas.map(([field]) => field);
    const changes = fc.dictionary(fc.constantFrom(...names, 'no_such_field'), anything, { maxKeys: 4 });
    await fc.assert(
      fc.asyncProperty(changes, async (changed) => {
        await judge(await Bench.open(name), definition, { ...example, ...changed });
      }),
      { numRuns: isFull ? 100 : isPlayedAtLength(definition) ? 8 : 3 },
    );
  });
});

/** Functions that would be wrong in one of the ways that are looked for. */
describe('the search', () => {
  const definition = functionOf('create-ticket');
  const input = { summary: 'Printer offline', customer_id: '21' };

  it('finds what is written although the call failed', async () => {
    const bench = await Bench.open();
    const fault = { kind: 'serverError', status: 500, acted: true } as const;
    bench.desk.api.faults.add({ fault, on: ({ method }) => method === 'POST' });
    await expect(judge(bench, definition, input)).rejects.toThrow('to be');
  });

  it('finds a record that reading again does not show', async () => {
    const bench = await Bench.open();
    vi.spyOn(bench, 'call').mockImplementationOnce(async (name, given) => {
      const ending = await bench.callBeside(name, given);
      if ('failure' in ending) throw new Error(ending.failure.message);
      return { output: { ...ending.output, record: { ...Record.parse(ending.output['record']), summary: 'Another' } } };
    });
    await expect(judge(bench, definition, input)).rejects.toThrow('to deeply equal');
  });
});
