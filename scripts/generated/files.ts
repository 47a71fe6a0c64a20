import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';

import type { Problem } from '../definition/problem.js';
import type { Generator } from './generator.js';

/** Writes what the generators give, removes what they gave earlier, and returns the paths that changed. */
export async function writeGenerated(root: string, generators: readonly Generator[]): Promise<string[]> {
  const changed: string[] = [];
  for (const generator of generators) {
    const files = await generator.files(root);
    for (const [path, content] of files) {
      if ((await current(root, path)) === content) continue;
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), content);
      changed.push(path);
    }
    for (const path of await leftOver(root, generator, files)) {
      await rm(join(root, path));
      changed.push(path);
    }
  }
  return changed;
}

/**
 * Generated files that are missing or not what the generators give now, with the first line that differs, and files that
 * no generator gives any more.
 */
export async function staleFiles(root: string, generators: readonly Generator[]): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const generator of generators) {
    const files = await generator.files(root);
    const write = `it anew with \`npm run generate ${generator.name}\``;
    for (const [file, content] of files) {
      const found = await current(root, file);
      if (found === content) continue;
      const message = found === undefined ? 'this generated file is missing' : 'this generated file is stale';
      problems.push({ file, line: firstDifference(found ?? '', content), message, write });
    }
    for (const file of await leftOver(root, generator, files)) {
      problems.push({ file, line: 1, message: 'this file is not generated any more', write });
    }
  }
  return problems;
}

/** Files in the generator's own folder that it does not give. */
async function leftOver(root: string, { folder }: Generator, files: ReadonlyMap<string, string>): Promise<string[]> {
  if (folder === undefined) return [];
  const entries = await ifThere(() => readdir(join(root, folder), { recursive: true, withFileTypes: true }));
  const paths = (entries ?? [])
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, folder).length + 1))
    .map((path) => posix.join(folder, path.replaceAll('\\', '/')));
  return paths.filter((path) => !files.has(path)).sort();
}

async function current(root: string, path: string): Promise<string | undefined> {
  return ifThere(() => readFile(join(root, path), 'utf8'));
}

async function ifThere<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
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
