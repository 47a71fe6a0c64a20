import { describe, expect, test } from 'vitest';
import * as z from 'zod';

import { loadBundle } from '../../sandbox/platform/functions/bundle.js';
import { lentZods, toJsonSchema, type LentZod } from '../../sandbox/platform/functions/lent-zod.js';
import { describing } from '../../scripts/bench/bundles.js';
import type { JsonSchema } from '../../scripts/contract/declarations.js';
import { declarations } from '../support/deployed.js';
import { functions, load, read, zods } from './compiled.js';

const compiled = declarations.flatMap(({ syncs, actions }) => [...syncs, ...actions]);

/** The properties of a schema and of what it holds, as paths, that have no description. */
function undescribed(schema: JsonSchema, path: string): string[] {
  const { properties = {}, items, additionalProperties: values, anyOf = [], oneOf = [] } = schema;
  const inner = [items, typeof values === 'object' ? values : undefined, ...anyOf, ...oneOf];
  return [
    ...Object.entries(properties).flatMap(([name, property]) => [
      ...((property.description ?? '').length < 3 ? [`${path}.${name}`] : []),
      ...undescribed(property, `${path}.${name}`),
    ]),
    ...inner.flatMap((one) => (one ? undescribed(one, path) : [])),
  ];
}

describe('what the CLI compiles for the contract', () => {
  test.each(compiled)('describes every property of the models of $name', ({ json_schema: { definitions } }) => {
    expect(Object.keys(definitions).length).toBeGreaterThan(0);
    for (const [name, schema] of Object.entries(definitions)) {
      // A function may take no input at all.
      if (!name.startsWith('ActionInput')) expect(Object.keys(schema.properties ?? {}).length, name).toBeGreaterThan(0);
      expect(undescribed(schema, name)).toEqual([]);
    }
  });

  test('is searched including lists and unions', () => {
    const inner: JsonSchema = { type: 'object', properties: { b: { type: 'string' } } };
    const schema: JsonSchema = {
      properties: { a: { type: 'array', description: 'Some.', items: { anyOf: [{ type: 'null' }, inner] } } },
    };
    expect(undescribed(schema, 'Model')).toEqual(['Model.a.b']);
  });
});

const Schemas = z.looseObject({
  models: z.record(z.string(), z.unknown()).default({}),
  metadata: z.unknown(),
  checkpoint: z.unknown(),
  input: z.unknown(),
  output: z.unknown(),
});

/** The JSON Schemas of everything that a function declares, as the zod sees them that it was lent. */
function schemasOf(definition: object, zod: LentZod): string {
  const { models, metadata, checkpoint, input, output } = Schemas.parse(definition);
  const all = [...Object.values(models), metadata, checkpoint, input, output].filter((schema) => schema !== undefined);
  expect(all.length).toBeGreaterThan(0);
  return JSON.stringify(all.map((schema) => toJsonSchema(zod, schema)));
}

/** Schemas that the runner's zod keeps for as long as the runner lives. */
const kept = (): number => lentZods.runner.globalRegistry._map.size;

// The runner's zod never lets go of a schema that was described (docs/decisions.md, "Memory").
describe.each(functions)('where it runs, $file', ({ file }) => {
  test.each(zods)('registers no description with the zod of the %s', (zod) => {
    // A field may be called so; a description is a text.
    expect(schemasOf(load(file, zod), zod)).not.toContain('"description":"');
  });

  test("leaves nothing in the registry of the runner's zod", () => {
    const before = kept();
    load(file);
    expect(kept()).toBe(before);
  });

  test('is recognised if it registers descriptions there', () => {
    const before = kept();
    const { definition } = loadBundle(describing(read(file)), file);
    expect(schemasOf(definition, 'runner')).toContain('"description"');
    expect(kept()).toBeGreaterThan(before);
  });
});
