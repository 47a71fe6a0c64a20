import { join } from 'node:path';

import { hashOf, readIfThere, type Manifest } from './manifest.js';

/** What happens to one file of the integration's folder. */
export interface FileChange {
  readonly path: string;
  /**
   * `keep`: nothing to do. `keep edit`: edited there, unchanged here since, so the edit stays. `conflict`: edited or
   * made there, and different here.
   */
  readonly action: 'add' | 'update' | 'remove' | 'keep' | 'keep edit' | 'conflict';
  /** The new content of the file; undefined if the file is removed. */
  readonly content: string | undefined;
}

/**
 * Compares what is to stand in the folder with what stands there and with what was written the last time: whatever
 * differs from the latter is somebody's edit. Files that the package never wrote are not looked at.
 */
export async function planFiles(
  folder: string,
  wanted: ReadonlyMap<string, string>,
  manifest: Manifest | undefined,
): Promise<FileChange[]> {
  const written = manifest?.files ?? {};
  const paths = [...new Set([...wanted.keys(), ...Object.keys(written)])].sort();
  return Promise.all(
    paths.map(async (path) => {
      const content = wanted.get(path);
      const found = await readIfThere(join(folder, path));
      const base = Object.hasOwn(written, path) ? written[path] : undefined;
      return { path, content, action: actionFor(content, found, base) };
    }),
  );
}

function actionFor(
  content: string | undefined,
  found: string | undefined,
  base: string | undefined,
): FileChange['action'] {
  const has = found === undefined ? undefined : hashOf(found);
  const wants = content === undefined ? undefined : hashOf(content);
  if (has === wants) return 'keep';
  if (has === undefined) return 'add';
  if (has === base) return wants === undefined ? 'remove' : 'update';
  return wants === base ? 'keep edit' : 'conflict';
}
