import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Ajv2020 } from 'ajv/dist/2020.js';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { cataloguePages } from '../../scripts/reference/catalogue/catalogue.js';
import { exampleInput } from '../../scripts/reference/catalogue/examples.js';
import { fieldList } from '../../scripts/reference/catalogue/fields.js';
import { costOfAction, costOfEvent, costOfSync } from '../../scripts/reference/catalogue/notes.js';
import {
  readFunctions,
  schemaOf,
  type DescribedAction,
  type DescribedSync,
} from '../../scripts/reference/functions.js';
import { moduleOf } from '../../scripts/reference/model-types.js';
import { insertTable, permissionTable } from '../../scripts/reference/permissions.js';
import { publishedSchemas } from '../../scripts/reference/schemas.js';
import { declaredDescription, strategyOf } from '../../scripts/reference/source.js';
import { declarationOf, typeOf } from '../../scripts/reference/type-script.js';

const ROOT = join(import.meta.dirname, '../..');

const thing = {
  type: 'object',
  properties: {
    id: { type: 'string', description: 'The id.' },
    size: { type: 'integer', description: 'Either a|b or <c>.' },
    fields: {
      type: 'object',
      additionalProperties: { type: 'object', properties: { label: { type: 'string' } }, required: ['label'] },
    },
  },
  required: ['id'],
  additionalProperties: false,
} as const;

const sync: DescribedSync = {
  providerConfigKey: 'halo',
  name: 'things',
  description: 'Sync things',
  version: '1.0.0',
  scopes: ['read:things'],
  input: null,
  json_schema: { definitions: { Thing: thing } },
  runs: 'every hour',
  sync_type: 'full',
  track_deletes: false,
  auto_start: false,
  output: ['Thing'],
  endpoints: [],
  webhookSubscriptions: [],
  strategy: 'listing',
};

const action: DescribedAction = {
  providerConfigKey: 'halo',
  name: 'create-thing',
  description: 'Create a thing.',
  version: '1.0.0',
  scopes: ['read:things', 'edit:things'],
  input: 'In',
  output: ['Thing'],
  json_schema: { definitions: { In: { type: 'object', properties: { size: { type: 'number' } } }, Thing: thing } },
  endpoint: null,
};

describe('types', () => {
  it.each([
    [{ type: 'string' }, 'string'],
    [{ type: 'integer' }, 'number'],
    [{ type: ['string', 'null'] }, 'string | null'],
    [{ type: 'array', items: { type: 'string' } }, 'string[]'],
    [{ type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'number' }] } }, 'Array<string | number>'],
    [{ type: 'string', enum: ["it's", 'b'] }, `"it's" | "b"`],
    [{ const: 3 }, '3'],
    [{}, 'unknown'],
    [{ type: 'array' }, 'unknown[]'],
    [{ anyOf: [{}, { type: 'string' }] }, 'unknown'],
    [{ type: 'object', additionalProperties: { type: 'number' } }, 'Record<string, number>'],
    [{ type: 'object', additionalProperties: false }, 'Record<string, never>'],
    [{ type: 'object' }, 'Record<string, unknown>'],
  ])('%j is %s', (schema, type) => {
    expect(typeOf(schema)).toBe(type);
  });

  it('refuse an unknown type', () => {
    expect(() => typeOf({ type: 'date' })).toThrow('no TypeScript type');
  });

  it('have descriptions that cannot end the comment', () => {
    expect(declarationOf('A', { type: 'object', properties: { b: { description: 'x */ y' } } }, 'D')).toBe(
      '/** D */\nexport interface A {\n/** x * / y */\n"b"?: unknown;\n}',
    );
  });

  it('form a module that compiles and says what is mandatory', () => {
    const module = `${moduleOf({ syncs: [sync], actions: [action] })}
      const thing: Stored<Models['Thing']>['id'] = 'a';
      const input: Actions['create-thing']['input'] = { size: 1 };
      const output: CreateThingOutput = { id: thing, fields: { a: { label: 'b' } } };
      const wrong: Thing = {};
      export { input, output, wrong };`;
    const options = { strict: true, noEmit: true, lib: ['lib.es2022.d.ts'], types: [] };
    const host = ts.createCompilerHost(options);
    const getSourceFile = host.getSourceFile.bind(host);
    host.getSourceFile = (file, target) =>
      file === 'm.ts' ? ts.createSourceFile(file, module, target) : getSourceFile(file, target);
    const messages = ts.getPreEmitDiagnostics(ts.createProgram(['m.ts'], options, host));
    expect(messages.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))).toEqual([
      expect.stringMatching(/^Property .*id.* is missing in type '{}' but required in type 'Thing'\.$/),
    ]);
  });
});

describe('the catalogue', () => {
  const pages = cataloguePages({
    syncs: [sync],
    actions: [action],
    events: [
      { name: 'validate-connection', event: 'validate-connection', description: 'Checks', providerConfigKey: 'halo' },
    ],
  });
  const page = (path: string): string => pages.get(path) ?? '';

  it('has a page for every function and model, and an index that links them', () => {
    expect([...pages.keys()]).toEqual([
      'README.md',
      'syncs/things.md',
      'actions/create-thing.md',
      'events/validate-connection.md',
      'models/Thing.md',
    ]);
    const linked = [...page('README.md').matchAll(/\]\(([\w/-]+\.md)\)/g)].map(([, path = '']) => path);
    expect(linked.sort()).toEqual([...pages.keys()].filter((path) => path !== 'README.md').sort());
  });

  it('says what each function does, costs and needs', () => {
    expect(page('syncs/things.md')).toContain('- **Runs**: every hour, only after `startSync` was called for it');
    expect(page('actions/create-thing.md')).toContain('- **Permissions in Halo**: `read:things`, `edit:things`');
    expect(page('events/validate-connection.md')).toContain('when Nango announces `validate-connection`');
    expect(page('models/Thing.md')).toContain('[JSON Schema](../../schemas/Thing.json)');
  });

  it('shows a call or a read on each page', () => {
    expect(page('syncs/things.md')).toContain("await nango.startSync('halo', ['things'], CONNECTION_ID);");
    expect(page('actions/create-thing.md')).toContain("triggerAction('halo', CONNECTION_ID, 'create-thing', {})");
    const without = [...pages].filter(([path, text]) => path !== 'README.md' && !text.includes('```ts\n'));
    expect(without.map(([path]) => path)).toEqual([]);
  });

  it('shows an input that the action takes', async () => {
    const { actions } = await readFunctions(ROOT);
    const required = { kind: { enum: ['a', 'b'] }, ids: { type: 'array', items: { type: 'integer', minimum: 3 } } };
    const strict = { type: 'object', properties: required, required: ['kind', 'ids'] };
    const other: DescribedAction = { ...action, name: 'other', json_schema: { definitions: { In: strict } } };
    expect(exampleInput(other)).toEqual({ kind: 'a', ids: [3] });
    for (const one of [other, ...actions]) {
      const schema = one.input === null ? { type: 'null' } : schemaOf(one, one.input);
      const validate = new Ajv2020({ strict: false }).compile(z.looseObject({}).parse(schema));
      expect(validate(exampleInput(one) ?? null), `${one.name}: ${JSON.stringify(validate.errors)}`).toBe(true);
    }
  });

  it('lists every field, including nested ones, and nothing that Markdown takes for markup', () => {
    expect(fieldList(thing).split('\n')).toEqual([
      '- `id` (string): The id.',
      '- `size` (integer, optional): Either a|b or \\<c\\>.',
      '- `fields` (map of object, optional)',
      '  - `label` (string)',
    ]);
  });

  it('has a cost for every strategy, and says where to write a missing one', () => {
    expect(costOfSync(sync)).toContain('complete listing');
    expect(() => costOfSync({ name: 'x', strategy: 'magic' })).toThrow(/"magic"; say in scripts\/[\w/]*\/notes\.ts/);
    expect(() => costOfSync({ name: 'x', strategy: undefined })).toThrow('no strategy');
    const costs = ['edit:tickets', 'read:tickets'].map((scope) => costOfAction({ name: 'x', scopes: [scope] }));
    expect(new Set(costs).size).toBe(2);
    expect(costOfAction({ name: 'diagnose-connection', scopes: [] })).toContain('60');
    expect(() => costOfEvent({ name: 'x' })).toThrow('notes.ts');
  });

  it('reads strategies and descriptions from the source', () => {
    expect(strategyOf("import { a } from '../../../syncs/changes.js';")).toBe('changes');
    expect(strategyOf("// from '../../../syncs/changes.js'")).toBeUndefined();
    const source =
      "const x = { description: 'no' }; export default createOnEvent({ description: 'Yes', exec: async () => {} });";
    expect(declaredDescription(source)).toBe('Yes');
  });
});

describe('the table of permissions', () => {
  it('has a row for each permission, reading first', () => {
    const rows = permissionTable({ syncs: [sync], actions: [action] })
      .split('\n')
      .slice(2);
    expect(rows).toEqual(['| `read:things` | Things | Create thing |', '| `edit:things` |  | Create thing |']);
  });

  it('replaces the text between the markers, and nothing else', () => {
    const guide = 'a\n<!-- permissions:start -->\nold\n<!-- permissions:end -->\nb\n';
    const inserted = insertTable(guide, '| $1 |\n');
    expect(inserted).toBe('a\n<!-- permissions:start -->\n\n| $1 |\n\n<!-- permissions:end -->\nb\n');
    expect(insertTable(inserted, '| $1 |')).toBe(inserted);
    expect(() => insertTable('a', 'b')).toThrow('permissions:start');
  });
});

describe('schemas', () => {
  const text = JSON.stringify([{ syncs: [{ output: ['Thing'], json_schema: { definitions: { Thing: thing } } }] }]);

  it('let a record with metadata, or with a newer field, pass', () => {
    const validate = new Ajv2020().compile(z.looseObject({}).parse(publishedSchemas(text).get('Thing')));
    expect(validate({ id: '1', _nango_metadata: {}, newer: 1, fields: { a: { label: 'l' } } })).toBe(true);
    expect(validate({ id: 1 })).toBe(false);
    expect(validate({ id: '1', fields: { a: {} } })).toBe(false);
  });

  it('are one for each model that is saved, and each is valid', async () => {
    const names = publishedSchemas(await readFile(join(ROOT, 'integrations/.nango/nango.json'), 'utf8')).keys();
    const files = await readdir(join(ROOT, 'docs/schemas'));
    expect(files.sort()).toEqual([...names].map((name) => `${name}.json`).sort());
    for (const file of files) {
      const schema: unknown = JSON.parse(await readFile(join(ROOT, 'docs/schemas', file), 'utf8'));
      expect(() =>
        new Ajv2020({ strict: true, allowUnionTypes: true }).compile(z.looseObject({}).parse(schema)),
      ).not.toThrow();
    }
  });
});
