import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { compile } from '../../deploy/compile.js';
import { readCompiledParts, type Compiled } from '../../deploy/compiled.js';
import { copyNangoRoot, DECLARED } from '../../deploy/nango-root.js';
import { FunctionCache } from './cache.js';
import { partOf, readSources, type Source } from './sources.js';

/** The functions that are compiled so far. */
export interface Prepared {
  readonly compiled: Compiled;
  readonly done: number;
  readonly total: number;
}

export interface LibraryOptions {
  /** The folder of this package. */
  readonly root: string;
  readonly signal: AbortSignal;
  /** Told what it is at. */
  readonly say: (text: string) => void;
}

/**
 * Functions that are compiled in one go, after those that are wanted first. Every call of the CLI checks the types of
 * everything that is imported, which takes as long as bundling some twenty functions.
 */
const groupSize = 32;

/**
 * The functions of this package, compiled with the platform's CLI: what was compiled before of the same sources is taken
 * from a cache, and only the rest is compiled: first what the first table shows, then the others, a group at a time.
 */
export class FunctionLibrary {
  readonly #compiled = new Map<string, Compiled>();

  constructor(private readonly options: LibraryOptions) {}

  /** All that is compiled, in the order of `integrations/index.ts`, as it grows; what is wanted first is there at once. */
  async *prepare(): AsyncGenerator<Prepared> {
    const { root, say } = this.options;
    const cache = new FunctionCache(root);
    const sources = await readSources(root);
    const missing: Source[] = [];
    for (const source of sources) {
      const kept = await cache.read(source.key);
      if (kept) this.#compiled.set(source.path, kept);
      else missing.push(source);
    }
    const total = sources.length;
    if (missing.length === 0) {
      say(`${total} functions, none of them changed`);
      yield this.#joined(sources);
      return;
    }
    if (!missing.some(({ wanted }) => wanted === 'first')) yield this.#joined(sources);
    for (const group of groupsOf(missing)) {
      say(`compiling ${missing.length} of ${total} functions, ${this.#compiled.size} done`);
      for (const [source, compiled] of await this.#compile(group)) {
        this.#compiled.set(source.path, compiled);
        await cache.write(source.key, compiled);
      }
      yield this.#joined(sources);
    }
    await cache.prune(new Set(sources.map(({ key }) => key)));
  }

  #joined(sources: readonly Source[]): Prepared {
    const parts = sources.flatMap(({ path }) => this.#compiled.get(path) ?? []);
    const compiled = { flows: parts.flatMap(({ flows }) => flows), events: parts.flatMap(({ events }) => events) };
    return { compiled, done: parts.length, total: sources.length };
  }

  /** @throws {DeployProblem} with the CLI's words when one does not compile */
  async #compile(group: readonly Source[]): Promise<Map<Source, Compiled>> {
    const { root, signal } = this.options;
    const nangoRoot = await copyNangoRoot(root, DECLARED);
    try {
      const wanted = new Set(group.map(({ path }) => `./${path.replace(/\.ts$/, '.js')}`));
      const index = join(nangoRoot.folder, 'index.ts');
      const lines = (await readFile(index, 'utf8')).split('\n');
      const kept = lines.filter((line) => wanted.has(/^import '(.+)';$/.exec(line)?.[1] ?? ''));
      await writeFile(index, `${kept.join('\n')}\n`);
      // Without source maps: nobody reads them here, and they are two thirds of a bundle.
      await compile({ folder: nangoRoot.folder, env: process.env, signal, sourceMaps: false });
      const compiled = await readCompiledParts(nangoRoot.folder, DECLARED);
      return new Map(group.map((source) => [source, partOf(compiled, source)]));
    } finally {
      await nangoRoot.remove();
    }
  }
}

/** What is wanted first is a group of its own, because the first table waits for nothing else. */
export function groupsOf(missing: readonly Source[]): Source[][] {
  const those = (when: Source['wanted']): Source[] => missing.filter(({ wanted }) => wanted === when);
  const groups = [those('first')];
  const others = [...those('soon'), ...those('later')];
  for (let start = 0; start < others.length; start += groupSize) groups.push(others.slice(start, start + groupSize));
  return groups.filter(({ length }) => length > 0);
}
