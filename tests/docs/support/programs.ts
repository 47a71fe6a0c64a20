import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { ROOT } from './pages.js';
import { executable, type DocumentModule } from './typescript.js';

/** Runs the TypeScript of pages as it stands, with this repository's packages. */
export class Programs {
  #count = 0;

  private constructor(private readonly folder: string) {}

  static async open(): Promise<Programs> {
    // Inside the repository, so that its packages are found.
    return new Programs(await mkdtemp(join(ROOT, 'node_modules/.docs-')));
  }

  /** Runs a module to its end. @returns what it exports: the functions that it declares */
  async run(module: DocumentModule): Promise<unknown> {
    this.#count += 1;
    const file = join(this.folder, `${this.#count}.mjs`);
    await writeFile(file, executable(module));
    return import(/* @vite-ignore */ pathToFileURL(file).href);
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
