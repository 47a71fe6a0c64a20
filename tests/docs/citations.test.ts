import { describe, expect, it } from 'vitest';

import { citationProblem, citationsIn, citingFiles } from './support/citations.js';
import { readPage, readPages } from './support/pages.js';

/** Tests that invent pages to show what they check. */
const inventing = [
  'tests/docs/blocks.test.ts',
  'tests/docs/citations.test.ts',
  'tests/docs/links.test.ts',
  'tests/scripts/add/text.test.ts',
  'tests/scripts/generated.test.ts',
  'tests/scripts/reference.test.ts',
  'tests/secrets/commands.test.ts',
];

const pages = readPages();
const files = citingFiles().filter((path) => !inventing.includes(path));

describe('citations', () => {
  it('name documents and sections that exist', () => {
    const citations = files.flatMap((path) => citationsIn(path));
    expect(citations.length).toBeGreaterThan(200);
    expect(citations.flatMap((citation) => citationProblem(citation, pages) ?? [])).toEqual([]);
  });
});

describe('the check of citations', () => {
  const facts = readPage('docs/facts.md', '# Facts\n\n## 1. First\n\n### 1.1 Hosts\n\n## 12. Last\n');
  const problems = (path: string, text: string): string[] =>
    citationsIn(path, text).flatMap((citation) => citationProblem(citation, [facts]) ?? []);

  it.each([
    ['halo/x.ts', '// Halo pages so (facts.md §1.1, §12).'],
    ['halo/x.ts', '/**\n * Halo pages so (facts.md §1,\n * §1.1).\n */'],
    ['halo/x.ts', "describe('hosts (facts.md §1.1)', () => {"],
    ['halo/x.ts', '/** From docs/facts.md §1.1–12. */'],
    ['halo/x.ts', '// https://example.com/nowhere.md and a README'],
    ['docs/y.md', 'As `facts.md §1.1` says.'],
    ['docs/y.md', '| A |\n| --- |\n| [§1.1], [§12](facts.md#12-last) |\n\n[§1.1]: facts.md#11-hosts\n'],
    ['docs/facts.md', '# Facts\n\n## 1. First\n\nSee §1.1.'],
    ['providers/x.yaml', '# The host is a field (facts.md §1.1).\nname: x'],
  ])('accepts %s: %j', (path, text) => {
    expect(problems(path, text)).toEqual([]);
  });

  it.each([
    ['halo/x.ts', '// Invented (nowhere.md §1).', 'halo/x.ts:1: there is no document nowhere.md'],
    ['halo/x.ts', '// See docs/nowhere.md.', 'there is no document docs/nowhere.md'],
    [
      'halo/x.ts',
      '/**\n * As written (facts.md §1.1,\n * §1.7).\n */',
      'halo/x.ts:3: docs/facts.md has no section 1.7',
    ],
    ['halo/x.ts', '// From facts.md §1.1–1.4.', 'docs/facts.md has no section 1.4'],
    ['halo/x.ts', '// facts.md §1.1\nconst a = 1; // as §1.1 says', 'halo/x.ts:2: §1.1 names no document'],
    ['halo/x.ts', "throw new Error('see facts.md#nothing');", 'docs/facts.md has no heading for #nothing'],
    ['docs/y.md', 'Text.\n\nAs §1.1 says.', 'docs/y.md:3: §1.1 names no document'],
    ['docs/y.md', '[§1.1](facts.md#12-last)', 'the link of §1.1 leads to #12-last'],
    ['docs/y.md', '| A |\n| --- |\n| [§1.7] |\n\n[§1.7]: facts.md#17\n', 'docs/facts.md has no section 1.7'],
    ['docs/y.md', '```ts\n// invented (nowhere.md §1)\n```', 'docs/y.md:2: there is no document nowhere.md'],
  ])('rejects in %s: %j', (path, text, says) => {
    expect(problems(path, text).join('\n')).toContain(says);
  });
});
