import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { execa } from 'execa';
import { expect, it } from 'vitest';

import { factsSchema } from '../../sandbox/platform/profile/facts.js';

const root = join(import.meta.dirname, '../..');
const page = await readFile(join(root, 'docs/reference/nango-platform.md'), 'utf8');
const facts = Object.keys(factsSchema.shape).sort();
const groups = [...new Set(facts.map((name) => name.split('.')[0] ?? ''))];

/** The names of checks that a text mentions: words such as `records.list` of a group that exists. */
function checksIn(text: string): string[] {
  const names = [...text.matchAll(/`([a-z]+\.[a-zA-Z]+)`/g)].map(([, name = '']) => name);
  return [...new Set(names.filter((name) => groups.includes(name.split('.')[0] ?? '')))].sort();
}

it('names every check of the platform contract, and no other', () => {
  expect(checksIn(page)).toEqual(facts);
});

it('the comparison shows a check that is missing or invented', () => {
  expect(checksIn(page.replaceAll('`records.list`', ''))).not.toContain('records.list');
  expect(checksIn('See `records.madeUp`.')).toEqual(['records.madeUp']);
});

it('code cites only sections of this page', async () => {
  const headings = new Set([...page.matchAll(/^#{2,3} (\d+(?:\.\d+)?)\.? /gm)].map(([, number = '']) => number));
  const { stdout } = await execa(
    'git',
    ['grep', '-hoE', 'nango-platform\\.md[^§]{0,6}§[0-9]+(\\.[0-9]+)?', '--', '*.ts'],
    {
      cwd: root,
    },
  );
  const cited = new Set(stdout.split('\n').map((line) => line.split('§')[1] ?? ''));
  expect([...cited].filter((number) => !headings.has(number))).toEqual([]);
});
