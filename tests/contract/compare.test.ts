import { describe, expect, it } from 'vitest';

import { compareContracts } from '../../scripts/contract/compare.js';
import { formatProblem } from '../../scripts/definition/problem.js';

const RELEASED = `
integrations:
  halo-psa:
    syncs:
      tickets:
        version: 1.2.0
        runs: every 5m
        endpoint: GET /tickets
        input: Settings
        output: Ticket
      customers:
        version: 1.0.0
        runs: every 1h
        endpoint: GET /customers
        output: Customer
    on-events:
      validate-connection:
        - check
    actions:
      create-ticket:
        version: 1.0.0
        endpoint: POST /create
        input: Create
        output: Created
models:
  Ticket:
    id: string
    summary: string
    closed_at?: string | null
    status: open | closed
    priority?: integer
    tags: string[]
    site?: Site | null
    notes: Note[]
    fields:
      __string: any
  Site:
    name: string
    town?: string
  Note:
    text: string
  Customer:
    id: string
  Settings:
    page_size?: integer
  Create:
    summary: string
    level?: low | high
    who?: Who | null
  Who:
    id: string
    name?: string
  Created:
    id: string
    link?: string
`.trimStart();

function lineOf(text: string, part: string): number {
  const index = text.indexOf(part);
  if (index < 0) throw new Error(`"${part}" is not there`);
  return text.slice(0, index).split('\n').length;
}

function change(from: string, to: string): string {
  if (RELEASED.split(from).length !== 2) throw new Error(`"${from}" is not there exactly once`);
  return RELEASED.replace(from, to);
}

function compare(current: string, version = '1.1.0'): string[] {
  const before = { file: 'docs/releases/1.0.0.yaml', text: RELEASED, version: '1.0.0' };
  return compareContracts(before, { file: 'nango.yaml', text: current, version }).map(formatProblem);
}

describe('a compatible contract', () => {
  it.each([
    ['nothing changed', 'version: 1.2.0', 'version: 1.2.0'],
    [
      'a new field of a record',
      '    summary: string\n    closed_at',
      '    summary: string\n    title: string\n    closed_at',
    ],
    ['an optional field of a record that is always there now', 'priority?: integer', 'priority: integer'],
    ['null no longer comes', 'closed_at?: string | null', 'closed_at?: string'],
    ['any becomes exact', '__string: any', '__string: string'],
    ['a new field of an object that may be null', '    town?: string', '    town?: string\n    zip?: string'],
    ['a mandatory input becomes optional', 'Create:\n    summary: string', 'Create:\n    summary?: string'],
    ['an input takes more values', 'level?: low | high', 'level?: low | high | urgent'],
    ['an input takes any text', 'level?: low | high', 'level?: string'],
    ['a new optional input', '    level?', '    due?: string\n    level?'],
    ['an input takes null', '    level?: low | high', '    level?: low | high | null'],
    ['a setting takes fractions', 'page_size?: integer', 'page_size?: number'],
    ['a new sync', '      customers:', '      sites:\n        version: 1.0.0\n        output: Note\n      customers:'],
    ['a sync runs more often', 'runs: every 1h', 'runs: every 30m'],
  ])('%s', (_, from, to) => {
    expect(compare(change(from, to))).toEqual([]);
  });

  it.each(['Created', 'Create', 'Settings'])('renames %s, which nobody asks for by name', (model) => {
    expect(compare(RELEASED.replace(new RegExp(`\\b${model}\\b`, 'g'), 'Other'))).toEqual([]);
  });
});

describe('an incompatible contract', () => {
  it.each([
    ['a record field is gone', '    summary: string\n    closed_at', '    closed_at', 'field `summary` is gone'],
    ['a nested field is gone', '    town?: string\n', '', 'field `town` is gone'],
    ['a field of a list is gone', '    text: string', '    body: string', 'field `text` is gone'],
    [
      'a record field becomes optional',
      '    tags: string[]',
      '    tags?: string[]',
      'field `tags` was always there and is now optional',
    ],
    [
      'a record field may be null now',
      '    tags: string[]',
      '    tags: string[] | null',
      'the type was `string[]` and is now `string[] | null`',
    ],
    ['another type', 'priority?: integer', 'priority?: string', 'the type was `integer` and is now `string`'],
    ['another type in a list', 'tags: string[]', 'tags: integer[]', 'the type was `string` and is now `integer`'],
    [
      'a single value instead of a list',
      'tags: string[]',
      'tags: string',
      'the type was `string[]` and is now `string`',
    ],
    [
      'a value that no longer comes',
      'status: open | closed',
      'status: open',
      'the type was `open | closed` and is now `open`',
    ],
    ['a value that is new', 'status: open | closed', 'status: open | closed | void', 'is now `open | closed | void`'],
    [
      'a narrowed text',
      '    name: string\n    town',
      '    name: a | b\n    town',
      'the type was `string` and is now `a | b`',
    ],
    ['exact becomes any', '    tags: string[]', '    tags: any', 'the type was `string[]` and is now `any`'],
    ['a map of fixed names', '      __string: any', '      one: any', 'the map now accepts only fixed names'],
    ['a mandatory input is new', '    level?', '    team: string\n    level?', 'input `team` is new and mandatory'],
    [
      'an input becomes mandatory',
      '    level?: low',
      '    level: low',
      'input `level` was optional and is now mandatory',
    ],
    ['an input takes fewer values', 'level?: low | high', 'level?: low', 'the type was `low | high` and is now `low`'],
    ['an input is gone', '    level?: low | high\n', '', 'input `level` is no longer accepted'],
    [
      'an input of an inner object is gone',
      '    id: string\n    name?: string\n',
      '    id: string\n',
      'input `name` is no longer accepted',
    ],
    [
      'a setting becomes mandatory',
      'page_size?: integer',
      'page_size: integer',
      'input `page_size` was optional and is now mandatory',
    ],
    ['an answer loses a field', '    link?: string\n', '', 'field `link` is gone'],
    ['another model', 'output: Customer', 'output: Note', 'model `Customer` is gone'],
  ])('%s', (_, from, to, says) => {
    const problems = compare(change(from, to));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(says);
  });

  it('is reported at its new place, with what to write', () => {
    const current = change('priority?: integer', 'priority?: string');
    expect(compare(current)).toEqual([
      `nango.yaml:${lineOf(current, 'priority?')}: sync \`tickets\`: the type was \`integer\` and is now \`string\`; ` +
        "write it as it was, or `version: '2.0.0'` in the declaration of `tickets`",
    ]);
  });

  it('is reported at its old place if the entry was removed', () => {
    const [problem] = compare(change('    link?: string\n', ''));
    expect(problem).toMatch(`docs/releases/1.0.0.yaml:${lineOf(RELEASED, 'link?')}: action \`create-ticket\``);
  });

  it('is allowed if that function raises its major version', () => {
    const current = change('priority?: integer', 'priority?: string').replace('version: 1.2.0', 'version: 2.0.0');
    expect(compare(current)).toEqual([]);
  });

  it('is not allowed by a new minor version, or by a new major version of another function', () => {
    const current = change('priority?: integer', 'priority?: string');
    expect(compare(current.replace('version: 1.2.0', 'version: 1.3.0'))).toHaveLength(1);
    expect(compare(current.replace(/version: 1\.0\.0/g, 'version: 2.0.0'))).toHaveLength(1);
  });
});

describe('a function that was removed or renamed', () => {
  it.each([
    ['a sync', '      customers:', '      clients:', 'sync `customers` was released and is gone', '      customers:'],
    [
      'an action',
      '      create-ticket:',
      '      add-ticket:',
      'action `create-ticket` was released and is gone',
      '      create-ticket:',
    ],
    [
      'an event function',
      '        - check',
      '        - verify',
      'event function `check` was released and is gone',
      '        - check',
    ],
  ])('%s is reported at its old place', (_, from, to, says, at) => {
    const problems = compare(change(from, to));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`docs/releases/1.0.0.yaml:${lineOf(RELEASED, at)}: ${says}`);
  });

  it('is allowed only by a new major version of the package', () => {
    const current = change('      customers:', '      clients:');
    expect(compare(current, '1.9.0')).toHaveLength(1);
    expect(compare(current, '2.0.0')).toEqual([]);
  });
});
