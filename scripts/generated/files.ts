import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { Problem } from '../definition/problem.js';
import type { Generator } from './generator.js';

/** Writes what the generators give and returns the paths whose content changed. */
export async function writeGenerated(root: string, generators: readonly Generator[]): Promise<string[]> {
  const changed: string[] = [];
  for (const generator of generators) {
    for (const [path, content] of await generator.files(root)) {
      if ((await current(root, path)) === content) continue;
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), content);
      changed.push(path);
    }
  }
  return changed;
}

/** Generated files that are missing or not what the generators give now, with the first line that differs. */
export async function staleFiles(root: string, generators: readonly Generator[]): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const generator of generators) {
    const write = `it anew with \`npm run generate ${generator.name}\``;
    for (const [file, content] of await generator.files(root)) {
      const found = await current(root, file);
      if (found === content) continue;
      const message = found === undefined ? 'this generated file is missing' : 'this generated file is stale';
      problems.push({ file, line: firstDifference(found ?? '', content), message, write });
    }
  }
  return problems;
}

async function current(root: string, path: string): Promise<string | undefined> {
  try {
    return await readFile(join(root, path), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function firstDifference(found: string, wanted: string): number {
  const lines = wanted.split('\n');
  const index = found.split('\n').findIndex((line, place) => line !== lines[place]);
  return index < 0 ? 1 : index + 1;
}
