import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { AddProblem } from './problem.js';

/** Stands in the integration's folder and says what of it came from here. */
export const MANIFEST = 'halo-psa.manifest.json';

const manifest = z.object({
  package: z.string(),
  version: z.string(),
  note: z.string(),
  /** Names of the functions that were chosen; null for all that there are. */
  only: z.array(z.string()).nullable(),
  /** Paths of the declarations that index.ts imports. */
  functions: z.array(z.string()),
  /** Hash of each file as it was written, by path. */
  files: z.record(z.string(), z.string()),
});

export type Manifest = z.infer<typeof manifest>;

const NOTE =
  'Written by `npm run add`. It records the files that it wrote and their hashes, so that an upgrade ' +
  'does not overwrite your edits. Commit it.';

/** The manifest in an integration's folder; undefined when the package was not added yet. */
export async function readManifest(folder: string): Promise<Manifest | undefined> {
  const text = await readIfThere(join(folder, MANIFEST));
  if (text === undefined) return undefined;
  const parsed = manifest.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new AddProblem(
    `${join(folder, MANIFEST)} cannot be read. Restore it from your version control, or delete it and run this with ` +
      '--force to write all files anew.',
  );
}

export function writeManifest(
  version: string,
  only: readonly string[] | undefined,
  functions: readonly string[],
  contents: ReadonlyMap<string, string>,
): string {
  const files = Object.fromEntries([...contents].map(([path, text]) => [path, hashOf(text)]));
  const data: Manifest = {
    package: 'nango-halo-psa',
    version,
    note: NOTE,
    only: only === undefined ? null : [...only],
    functions: [...functions],
    files,
  };
  return `${JSON.stringify(data, undefined, 2)}\n`;
}

/** Hash of a text, the same whether its lines end as on Windows or not: version control may change that unasked. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
}

/** A file's text; undefined when there is no such file. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
