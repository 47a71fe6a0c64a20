import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';

import { toJsonSchema } from '../../sandbox/platform/functions/lent-zod.js';
import { allowedModules } from '../../sandbox/platform/functions/modules.js';
import { inLargeTenant, watchCheckpoints } from '../support/checkpoints.js';
import { Desk } from '../support/functions.js';
import { Runtime, World } from '../support/world.js';
import { functions, load, read, syncs, zods } from './compiled.js';

test('there is something to deploy', () => {
  expect(syncs.map(({ name }) => name)).toEqual(expect.arrayContaining(['tickets', 'customers', 'assets']));
});

describe.each(functions)('$file', ({ file, type }) => {
  test.each(zods)('loads with the zod of the %s as what it was declared to be', (zod) => {
    expect(load(file, zod).type).toBe(type);
  });

  test('requires only modules that the runner has', () => {
    const required = [...read(file).matchAll(/\brequire\(\s*(["'`])(.*?)\1\s*\)/g)].map((match) => match[2]);
    expect(allowedModules).toEqual(expect.arrayContaining(required));
    expect(read(file)).not.toMatch(/\bimport\(/);
  });

  // The server's scan refuses a deploy for it (nango-platform.md §3).
  test('calls no constructor by its property', () => {
    expect(read(file)).not.toMatch(/\.constructor\(/);
  });

  test('names only globals that the runner has', () => {
    const names =
      /(?<![.\w$'"])(fetch|process|TextEncoder|structuredClone|AbortController|clearTimeout|queueMicrotask)\b[.(]/;
    const code = read(file)
      .replace(/\/\/.*$/gm, '')
      .replace(/\/\*[\s\S]*?\*\//g, '');
    expect(names.exec(code)?.[0]).toBeUndefined();
  });
});

// The registry, which every sync reads for the names of lists, has a line of each record type (records/define.ts).
test.each(syncs)('the bundle of $name contains the models of no other sync', ({ name, output }) => {
  const models = syncs.flatMap((sync) => sync.output);
  const held = models.filter((model) => read(`halo-psa_syncs_${name}.cjs`).includes(`("${model}", `));
  expect(held).toEqual(output);
});

interface Validating {
  safeParse(value: unknown): { error?: unknown };
}

const Definition = z.looseObject({
  description: z.string(),
  version: z.string(),
  frequency: z.string(),
  autoStart: z.boolean(),
  scopes: z.array(z.string()),
  models: z.record(z.string(), z.unknown()),
  checkpoint: z.custom<Validating>(),
});

const Flat = z.object({
  type: z.literal('object'),
  properties: z.record(z.string(), z.object({ type: z.enum(['string', 'number', 'integer', 'boolean']) })),
});

describe.each(zods)('with the zod of the %s', (zod) => {
  const runtime = new Runtime(zod);

  /** A tenant with some of everything, so that every sync has something to save. */
  const fullWorld = () => {
    const world = new World({ tickets: 120, projects: 3, opportunities: 3, customers: 30, assets: 70, runtime });
    world.switches.ticketDomains = 'ticketsHoldAll';
    // Few tickets have files, and some of these are old.
    world.metadata = { actions_days: 3650 };
    return world;
  };

  describe.each(syncs)('the sync $name', (declared) => {
    const definition = Definition.parse(load(`halo-psa_syncs_${declared.name}.cjs`, zod));

    test('exports what was declared', () => {
      const { description, version, scopes, frequency, autoStart, models } = definition;
      expect({ description, version, scopes, runs: frequency, auto_start: autoStart }).toEqual({
        description: declared.description,
        version: declared.version,
        scopes: declared.scopes,
        runs: declared.runs,
        auto_start: declared.auto_start,
      });
      expect(Object.keys(models)).toEqual(declared.output);
    });

    test('has a flat checkpoint of at most 16 fields', () => {
      const { properties } = Flat.parse(toJsonSchema(zod, definition.checkpoint));
      expect(Object.keys(properties).length).toBeGreaterThan(0);
      expect(Object.keys(properties).length).toBeLessThanOrEqual(16);
    });

    test('saves records that fit the schema that is deployed', async () => {
      const world = fullWorld();
      await world.sync(declared.name);
      const ajv = new Ajv({ allErrors: true, strict: false });
      const definitions = declared.json_schema.definitions;
      for (const model of declared.output) {
        const validate = ajv.compile({ $ref: `#/definitions/${model}`, definitions });
        const records = await world.all(model);
        expect(records.size, model).toBeGreaterThan(0);
        for (const { _nango_metadata, ...record } of records.values()) {
          // Records that are completed from their details are saved a second time.
          expect(_nango_metadata.last_action).toBe(record['is_complete'] === true ? 'UPDATED' : 'ADDED');
          expect(validate(record), JSON.stringify([record, validate.errors])).toBe(true);
        }
      }
    });

    test('never saves a checkpoint of 350 bytes or one that its schema does not allow', async () => {
      const world = fullWorld();
      world.metadata = { page_size: 10 };
      const saved = watchCheckpoints(world, declared.name);
      await world.sync(declared.name);
      world.clock.advance(26 * 3_600_000);
      await world.sync(declared.name);
      const checkpoints = await saved();
      expect(checkpoints.length).toBeGreaterThan(0);
      for (const checkpoint of checkpoints) {
        expect(definition.checkpoint.safeParse(checkpoint).error).toBeUndefined();
        const text = JSON.stringify(inLargeTenant(checkpoint));
        expect(text.length, text).toBeLessThan(350);
      }
    });
  });

  test('a connection is checked, identified and diagnosed', async () => {
    const desk = await Desk.open({ zod });
    expect(await desk.connect()).toEqual({ result: 'connected', warnings: [] });
    expect(await desk.run('on-event', 'post-connection-creation')).toMatchObject({ success: true });
    expect(desk.metadata).toHaveProperty('halo_connection.product');
    expect(await desk.diagnose({ check_writing: false })).toMatchObject({ is_healthy: true });
  });
});
