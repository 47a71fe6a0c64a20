import { describe, expect, it } from 'vitest';

import { brokenLinks, missingPaths, readPage, readPages, unreachablePages } from './support/pages.js';

const pages = readPages();

describe.each(pages)('$path', (page) => {
  it('links only to pages and headings that exist', () => {
    expect(brokenLinks(page, pages)).toEqual([]);
  });

  it('names only files that exist', () => {
    expect(missingPaths(page)).toEqual([]);
  });
});

it('every page can be reached by links from README', () => {
  expect(unreachablePages('README.md', pages)).toEqual([]);
});

describe('the check of links', () => {
  const target = readPage('docs/connect.md', '# One `two` three\n\n## Twice\n\n## Twice\n\n<a id="here"></a>\n');
  const problems = (text: string): string[] => brokenLinks(readPage('docs/page.md', text), [target]);

  it.each([
    '[a](connect.md)',
    '[a](connect.md#one-two-three)',
    '[a](connect.md#twice-1)',
    '[a](connect.md#here)',
    '[a](../LICENSE)',
    '[a](#itself)\n\n# Itself',
    '| [a](connect.md) |\n| --- |\n| [b](connect.md#twice) |',
    '[a](https://example.com/nowhere.md#x)',
    '`[a](nowhere.md)`',
  ])('accepts %j', (text) => {
    expect(problems(text)).toEqual([]);
  });

  it.each([
    ['[a](nowhere.md)', 'docs/page.md:1: nowhere.md: there is no docs/nowhere.md'],
    ['\n[a](connect.md#thrice)', 'docs/page.md:2: connect.md#thrice: docs/connect.md has no heading for #thrice'],
    ['[a](connect.md#twice-2)', 'has no heading for #twice-2'],
    ['| a |\n| --- |\n| [b](nowhere.md) |', 'docs/page.md:3'],
    ['[a][b]\n\n[b]: nowhere.md', 'docs/page.md:3'],
    ['![a](nowhere.png)', 'there is no docs/nowhere.png'],
  ])('rejects %j', (text, says) => {
    expect(problems(text).join('\n')).toContain(says);
  });

  it('finds pages to which no link leads, also if they link to each other', () => {
    const some = [
      readPage('README.md', '[a](docs/a.md) [folder](examples/consumer)'),
      readPage('examples/consumer/README.md', 'Reached.'),
      readPage('docs/a.md', '[back](../README.md#top)'),
      readPage('docs/page.md', '[b](deep/b.md)'),
      readPage('docs/deep/b.md', '[page](../page.md)'),
    ];
    expect(unreachablePages('README.md', some)).toEqual(['docs/page.md', 'docs/deep/b.md']);
  });

  it('finds files that are named in the text', () => {
    const page = readPage(
      'docs/page.md',
      'See `halo/no-such-file.ts`, `halo/values/dates.ts`, `syncs/` and `halo-psa/x`.',
    );
    expect(missingPaths(page)).toEqual(['docs/page.md:1: there is no halo/no-such-file.ts']);
  });
});
