import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

import cli from 'nango/package.json' with { type: 'json' };

import { core } from '../../../records/registry.js';
import { importedPath, relativeImports } from '../../add/imports.js';
import type { Compiled } from '../../deploy/compiled.js';

/** Raised when what is kept of a compiled function changes its form. */
const FORM = 1;

/** A function of this package: its declaration, and a name for the state of all that it is compiled from. */
export interface Source {
  /** In the Nango root: `halo-psa/syncs/tickets.ts`. */
  readonly path: string;
  readonly key: string;
  /**
   * How soon it is wanted. First what a connection is made with (event functions) and what it shows (the syncs of the core that
   * start by themselves), then the other syncs that start by themselves, and all the others at last.
   */
  readonly wanted: 'first' | 'soon' | 'later';
}

/** The functions that `integrations/index.ts` imports, in its order. */
export async function readSources(root: string): Promise<Source[]> {
  const texts = new Texts(root);
  const index = await texts.read('integrations/index.ts');
  const paths = relativeImports(index).map(({ specifier }) => importedPath('integrations/index.ts', specifier));
  return Promise.all(
    paths.map(async (path) => ({
      path: path.slice('integrations/'.length),
      key: await keyOf(path, texts),
      wanted: wantedOf(path, await texts.read(path)),
    })),
  );
}

/** The CLI reads a declaration as a literal too, so that it has this form. */
const startsByItself = /^ +autoStart: true,$/m;

function wantedOf(path: string, declaration: string): Source['wanted'] {
  if (path.includes('/on-events/')) return 'first';
  if (!startsByItself.test(declaration)) return 'later';
  return Object.hasOwn(core, basename(path, '.ts')) ? 'first' : 'soon';
}

/** What a function's declaration was compiled to: a sync, an action, or an event function with all its events. */
export function partOf({ flows, events }: Compiled, { path }: Source): Compiled {
  const isOf = (folder: string, name: string): boolean => path.endsWith(`/${folder}/${name}.ts`);
  return {
    flows: flows.filter(({ type, syncName }) => isOf(`${type}s`, syncName)),
    events: events.filter(({ name }) => isOf('on-events', name)),
  };
}

/** A hash over the declaration, everything that it imports, and the version of the compiler. */
async function keyOf(path: string, texts: Texts): Promise<string> {
  const closure = [path];
  for (const file of closure) {
    for (const { specifier } of relativeImports(await texts.read(file))) {
      const imported = importedPath(file, specifier);
      // An array grows while it is walked: that is the walk over the imports' imports.
      if (!closure.includes(imported)) closure.push(imported);
    }
  }
  const hash = createHash('sha256').update(`${FORM} ${cli.version}\n`);
  for (const file of closure.sort()) hash.update(`${file}\n${await texts.read(file)}\n`);
  return hash.digest('hex');
}

/** Texts of files; each is read once, though every function imports it. */
class Texts {
  readonly #texts = new Map<string, Promise<string>>();

  constructor(private readonly root: string) {}

  read(path: string): Promise<string> {
    const known = this.#texts.get(path) ?? readFile(join(this.root, path), 'utf8');
    this.#texts.set(path, known);
    return known;
  }
}
