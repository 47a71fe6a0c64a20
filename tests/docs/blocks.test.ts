import { parse as parseEnv } from 'dotenv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

import { openDatabase, type Database } from '../../examples/consumer/database.js';
import { createTables } from '../../examples/consumer/tables.js';
import { readPage, readPages, type CodeBlock } from './support/pages.js';
import { commandsOf, shellProblems } from './support/shell.js';
import { modulesOf, typeProblems } from './support/typescript.js';

const pages = readPages();
let database: Database;

beforeAll(async () => {
  database = await openDatabase();
  await createTables(database);
});

afterAll(() => database.close());

const workflow = z.object({
  jobs: z.record(z.string(), z.object({ steps: z.array(z.object({ run: z.string().optional() })) })),
});

/** Whether a block does what it says, by language: what is wrong with it, one sentence each. */
async function problemsOf({ language, text }: CodeBlock): Promise<string[]> {
  switch (language) {
    case 'sh':
      return shellProblems(text);
    case 'yaml':
      return yamlProblems(text);
    case 'json':
      JSON.parse(text);
      return [];
    case 'dotenv':
    case 'ini':
      return envProblems(text);
    case 'sql':
      await database.exec(text);
      return [];
    case 'mermaid':
      return mermaidProblems(text);
    case 'ts': // All of a page together, below.
    case 'text': // What a program prints.
      return [];
    default:
      return [`nobody knows how to check "${language}"; name a language of tests/docs/blocks.test.ts`];
  }
}

function envProblems(text: string): string[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return Object.keys(parseEnv(text)).length === lines.length ? [] : ['not one variable a line'];
}

async function yamlProblems(text: string): Promise<string[]> {
  const documents = parseAllDocuments(text);
  const errors = documents.flatMap((document) => document.errors.map(({ message }) => message));
  const parsed = documents.map((document) => workflow.safeParse(document.toJS()));
  const jobs = parsed.flatMap(({ data }) => Object.values(data?.jobs ?? {}));
  const runs = jobs.flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
  return [...errors, ...(await shellProblems(runs.join('\n')))];
}

/** The diagrams that are used here, and that every bracket and every subgraph is closed. */
function mermaidProblems(text: string): string[] {
  const [first = '', ...lines] = text.split('\n').map((line) => line.trim());
  if (!/^(flowchart (LR|TB)|sequenceDiagram)$/.test(first)) return [`"${first}" begins no diagram`];
  const opened = lines.filter((line) => /^(subgraph|loop|alt|opt)\b/.test(line)).length;
  const closed = lines.filter((line) => line === 'end').length;
  const unbalanced = lines.filter((line) => line.split(/[[({]/).length !== line.split(/[\])}]/).length);
  return [...(opened === closed ? [] : ['a subgraph is not closed']), ...unbalanced.map((line) => `brackets: ${line}`)];
}

const blocks = pages.flatMap((page) => page.blocks.map((block) => ({ ...block, page: page.path })));

// Commands are asked for their help, the TypeScript compiler is started: slow beside other tests.
describe('code in the guides', { timeout: 240_000 }, () => {
  it.each(blocks)('$page:$line ($language)', async (block) => {
    expect(await problemsOf(block)).toEqual([]);
  });

  it('compiles against the real types, page by page', () => {
    const modules = pages.flatMap(modulesOf);
    expect(modules.length).toBeGreaterThan(0);
    expect(typeProblems(modules)).toEqual([]);
  });

  it('names only scripts that package.json has, also in the text', async () => {
    const inline = pages.flatMap((page) => page.codes.map((code) => ({ ...code, page: page.path })));
    const commands = inline.filter(({ text }) => /^npm (run|test|start|ci)\b/.test(text));
    const problems = commands.map(async ({ page, line, text }) => {
      const found = await shellProblems(text.replaceAll(/<[^>]*>|…/g, 'x'));
      return found.map((problem) => `${page}:${line}: ${problem}`);
    });
    expect((await Promise.all(problems)).flat()).toEqual([]);
  });
});

describe('the check of code', () => {
  it.each([
    ['npm run no-such-script', 'no script "no-such-script"'],
    ['npm run deploy -- dev --no-such-option', 'npm run deploy knows no --no-such-option'],
    ['X=1 no-such-program', 'who has no-such-program?'],
    ['npx no-such-tool', 'would have to be downloaded'],
    ['cd x && npm run nope', 'no script "nope"'],
  ])('reports what is wrong with %j', async (text, says) => {
    expect((await shellProblems(text)).join('\n')).toContain(says);
  });

  it('reads commands as a shell does', () => {
    expect(commandsOf('# no\n$ A=1 npm test # yes\nnpm run \\\n  x | cat; echo y\nB=2\n')).toEqual([
      ['npm', 'test'],
      ['npm', 'run', 'x'],
      ['cat'],
      ['echo', 'y'],
    ]);
  });

  it('reports the line of a type error', () => {
    const page = readPage('docs/page.md', '# A\n\n```ts\nconst a = 1;\n```\n\nB\n\n```ts\nconst b: string = a;\n```\n');
    expect(typeProblems(modulesOf(page))).toEqual([
      "docs/page.md:10: Type 'number' is not assignable to type 'string'.",
    ]);
  });

  it('separates a block that is marked as alone', () => {
    const page = readPage('docs/page.md', '```ts\nconst a = 1;\n```\n\n```ts alone\nconst a = 2;\n```\n');
    expect(typeProblems(modulesOf(page))).toEqual([]);
    expect(modulesOf(page)).toHaveLength(2);
  });

  it.each(['flowchart LR\na[b', 'flowchart XX', 'sequenceDiagram\nloop x'])('refuses the diagram %j', (text) => {
    expect(mermaidProblems(text)).not.toEqual([]);
  });
});
