import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { staleFiles, writeGenerated } from '../../scripts/generated/files.js';
import type { Generator } from '../../scripts/generated/generator.js';

const generator: Generator = {
  name: 'pages',
  files: () =>
    Promise.resolve(
      new Map([
        ['a.md', 'one\ntwo\nthree\n'],
        ['deep/b.md', 'b\n'],
      ]),
    ),
};

let root = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'generated-'));
});

afterEach(() => rm(root, { recursive: true, force: true }));

describe('generated files', () => {
  it('are written with their folders, and are then up to date', async () => {
    expect(await writeGenerated(root, [generator])).toEqual(['a.md', 'deep/b.md']);
    expect(await readFile(join(root, 'deep/b.md'), 'utf8')).toBe('b\n');
    expect(await staleFiles(root, [generator])).toEqual([]);
  });

  it('are not touched when nothing changed', async () => {
    await writeGenerated(root, [generator]);
    expect(await writeGenerated(root, [generator])).toEqual([]);
  });

  it('are reported when missing, with the command that writes them', async () => {
    expect(await staleFiles(root, [generator])).toMatchObject([
      { file: 'a.md', message: 'this generated file is missing', write: 'it anew with `npm run generate pages`' },
      { file: 'deep/b.md' },
    ]);
  });

  it('are removed if their generator no longer makes them, and reported until then', async () => {
    const owner: Generator = { ...generator, folder: 'deep' };
    const others = ['deep/old.md', 'deep/older/c.md', 'elsewhere/d.md'];
    for (const path of others) {
      await mkdir(join(root, path, '..'), { recursive: true });
      await writeFile(join(root, path), 'old\n');
    }
    await writeGenerated(root, [generator]);
    expect(await staleFiles(root, [generator])).toEqual([]);
    const message = 'this file is not generated any more';
    expect(await staleFiles(root, [owner])).toMatchObject([
      { file: 'deep/old.md', message },
      { file: 'deep/older/c.md', message },
    ]);
    expect(await writeGenerated(root, [owner])).toEqual(['deep/old.md', 'deep/older/c.md']);
    expect(await staleFiles(root, [owner])).toEqual([]);
    expect(await readFile(join(root, 'elsewhere/d.md'), 'utf8')).toBe('old\n');
  });

  it.each([
    ['one\n2\nthree\n', 2],
    ['one\ntwo\nthree\nfour\n', 4],
    ['one\ntwo\n', 3],
    ['', 1],
  ])('are reported when edited to %j, at line %i', async (content, line) => {
    await writeGenerated(root, [generator]);
    await writeFile(join(root, 'a.md'), content);
    expect(await staleFiles(root, [generator])).toMatchObject([
      { file: 'a.md', line, message: 'this generated file is stale' },
    ]);
  });
});
