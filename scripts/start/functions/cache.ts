import { mkdir, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Compiled } from '../../deploy/compiled.js';

/** What one declaration was compiled to: a sync, an action, or an event function with all its events. */
export type CompiledFunction = Compiled;

/** So many compiled functions are kept; whoever works on two branches needs both. */
const most = 600;

/** Compiled functions by the key of their sources, in a folder that may be deleted at any time. */
export class FunctionCache {
  readonly #folder: string;

  /** @param root the folder of this package */
  constructor(root: string) {
    this.#folder = join(root, 'node_modules/.cache/nango-halo-psa/functions');
  }

  /** @returns nothing where it was not compiled yet, or what was kept cannot be read */
  async read(key: string): Promise<CompiledFunction | undefined> {
    const path = this.#path(key);
    try {
      const kept = JSON.parse(await readFile(path, 'utf8')) as CompiledFunction;
      await utimes(path, new Date(), new Date());
      return kept;
    } catch (error) {
      // Compiling again is always right; why a file of a cache cannot be read is not.
      if (error instanceof SyntaxError || (error instanceof Error && 'code' in error)) return undefined;
      throw error;
    }
  }

  async write(key: string, compiled: CompiledFunction): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const unfinished = `${this.#path(key)}.${process.pid}`;
    await writeFile(unfinished, JSON.stringify(compiled));
    await rename(unfinished, this.#path(key));
  }

  /** Removes what has not been used for longest. */
  async prune(used: ReadonlySet<string>): Promise<void> {
    const files = await readdir(this.#folder).catch(() => []);
    const unused = files.filter((file) => !used.has(file.replace(/\..*$/, '')));
    for (const file of unused.slice(0, Math.max(0, files.length - most))) {
      await rm(join(this.#folder, file), { force: true });
    }
  }

  #path(key: string): string {
    return join(this.#folder, `${key}.json`);
  }
}
