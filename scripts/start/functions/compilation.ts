import { createHash } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { readCompiledParts, type Compiled } from '../../deploy/compiled.js';
import { DECLARED } from '../../deploy/nango-root.js';
import { FunctionCache } from './cache.js';
import { partOf, readSources, type Source } from './sources.js';

/** What the CLI writes: the descriptions of the functions, and a folder of bundles. */
const written = ['integrations/.nango/nango.json', 'integrations/build'];

/**
 * A compilation of all functions by `npm run compile`, from the sources as they are now. It takes most of a minute, so a file
 * says from which sources the last one was made: tests run often, and functions change seldom.
 */
export class Compilation {
  readonly #stamp: string;

  private constructor(
    private readonly root: string,
    private readonly sources: readonly Source[],
  ) {
    this.#stamp = join(root, 'node_modules/.cache/nango-halo-psa/compiled');
  }

  /** @param root the folder of this package */
  static async of(root: string): Promise<Compilation> {
    return new Compilation(root, await readSources(root));
  }

  /** Whether what the CLI wrote last is of these sources; false after a compilation that was not kept, whose sources are not known. */
  async isDone(): Promise<boolean> {
    const kept = await readFile(this.#stamp, 'utf8').catch(absent);
    return kept === (await this.#state());
  }

  /**
   * Notes that the CLI has compiled these sources, and gives `npm start` what it would compile itself.
   * @throws Error when what the CLI wrote cannot be read
   */
  async keep(): Promise<void> {
    const compiled = await readCompiledParts(join(this.root, 'integrations'), DECLARED);
    const cache = new FunctionCache(this.root);
    for (const source of this.sources) {
      if ((await cache.read(source.key)) !== undefined) continue;
      await cache.write(source.key, withoutMaps(partOf(compiled, source)));
    }
    await mkdir(dirname(this.#stamp), { recursive: true });
    await writeFile(this.#stamp, await this.#state());
  }

  /** The sources, and when the CLI wrote its results. */
  async #state(): Promise<string> {
    const keys = createHash('sha256').update(this.sources.map(({ key }) => key).join('\n'));
    const times = await Promise.all(
      written.map((path) => stat(join(this.root, path)).then(({ mtimeMs }) => mtimeMs, absent)),
    );
    return [keys.digest('hex'), ...times].join(' ');
  }
}

function absent(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return 'absent';
  throw error;
}

/** As `npm start` compiles them: source maps are two thirds of a bundle. */
function withoutMaps({ flows, events }: Compiled): Compiled {
  const strip = <Part extends { fileBody: { js: string; ts: string } }>(part: Part): Part => ({
    ...part,
    fileBody: { ...part.fileBody, js: part.fileBody.js.replace(/\/\/# sourceMappingURL=.*\s*$/, '') },
  });
  return { flows: flows.map(strip), events: events.map(strip) };
}
