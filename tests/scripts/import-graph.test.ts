import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** The step "import graph" of `npm run check`, in a folder with other files. */
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'graph-'));
  await cp(join(root, '.dependency-cruiser.json'), join(folder, '.dependency-cruiser.json'));
  await writeFile(join(folder, 'tsconfig.json'), '{}');
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
});
afterEach(() => rm(folder, { recursive: true }));

async function cruise(files: Record<string, string>): Promise<{ exitCode: number | undefined; all: string }> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const { exitCode, all } = await execa('depcruise', ['--config', '.dependency-cruiser.json', '.'], {
    cwd: folder,
    preferLocal: true,
    localDir: root,
    all: true,
    reject: false,
  });
  return { exitCode, all };
}

describe('the import graph', () => {
  test('may have any depth', async () => {
    const { exitCode, all } = await cruise({
      'a.ts': "import { b } from './b.js';\nexport const a = b;",
      'b.ts': "import type { C } from './c.js';\nexport const b: C = 1;",
      'c.ts': 'export type C = number;',
    });
    expect(all).toContain('no dependency violations found (3 modules, 2 dependencies cruised)');
    expect(exitCode).toBe(0);
  });

  test.each([
    ['of values', "import { a } from './a.js';\nexport const c = () => a;"],
    ['of types alone', "import type { A } from './a.js';\nexport type C = A | 1;\nexport const c = 1;"],
    ['of a re-export', "export { a } from './a.js';\nexport const c = 1;"],
  ])('may not contain a circle %s', async (_of, text) => {
    const { exitCode, all } = await cruise({
      'a.ts': "import { b } from './b.js';\nexport type A = number;\nexport const a = b;",
      'b.ts': "import { c } from './c.js';\nexport const b = c;",
      'c.ts': text,
    });
    expect(all).toMatch(/no-circle: .*\.ts →/);
    expect(exitCode).toBe(1);
  });
});
