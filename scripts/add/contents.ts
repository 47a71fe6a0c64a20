import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { withoutCitations } from './citations.js';
import { importedPath, relativeImports, rewriteImports, specifierTo } from './imports.js';
import { AddProblem } from './problem.js';

/** The Nango root of this package, and the folder in it that holds the declarations. */
const ROOT = 'integrations';
const DECLARATIONS = `${ROOT}/halo-psa/`;

/** The types of everything that is saved, taken and returned; it imports nothing. */
const TYPES = 'examples/consumer/models.ts';

/** A function of this package: its name and the path of its declaration inside the integration's folder. */
export interface PackageFunction {
  readonly name: string;
  /** `syncs/tickets.ts`. */
  readonly path: string;
}

/** The functions that this package deploys, as `integrations/index.ts` imports them. */
export async function packageFunctions(repository: string): Promise<PackageFunction[]> {
  const index = await readFile(join(repository, ROOT, 'index.ts'), 'utf8');
  return relativeImports(index).map(({ specifier }) => {
    const path = importedPath(`${ROOT}/index.ts`, specifier).slice(DECLARATIONS.length);
    return { path, name: path.replace(/^.*\//, '').replace(/\.ts$/, '') };
  });
}

/** Those of the functions that are named; all when `names` is undefined. @throws {AddProblem} for an unknown name */
export function chooseFunctions(
  all: readonly PackageFunction[],
  names: readonly string[] | undefined,
): PackageFunction[] {
  if (names === undefined) return [...all];
  const known = all.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new AddProblem(`There is no function ${unknown.join(', ')}. Choose from ${known.join(', ')}.`);
  }
  if (names.length === 0) throw new AddProblem(`Name at least one function: ${known.join(', ')}.`);
  return all.filter(({ name }) => names.includes(name));
}

/**
 * Everything that the functions need, as it is to stand in the integration's folder: texts by path. Declarations keep
 * their places, `syncs/tickets.ts`, because the CLI refuses other depths (nango-platform.md §3); the code that they
 * import, and what that imports, goes to `lib/` with the folders it has here. Documents of this package are not cited there.
 * `models.ts` is for the application, which reads the records: no function imports it.
 */
export async function contentsFor(
  repository: string,
  functions: readonly PackageFunction[],
): Promise<Map<string, string>> {
  const contents = new Map<string, string>([
    ['LICENSE', await readFile(join(repository, 'LICENSE'), 'utf8')],
    ['models.ts', await readFile(join(repository, TYPES), 'utf8')],
  ]);
  const pending = functions.map(({ path }) => `${DECLARATIONS}${path}`);
  for (const source of pending) {
    const text = await readFile(join(repository, source), 'utf8');
    const target = targetOf(source);
    const rewritten = rewriteImports(text, (specifier) => {
      const imported = importedPath(source, specifier);
      // An array grows while it is walked: that is the walk over the imports' imports.
      if (!pending.includes(imported)) pending.push(imported);
      return specifierTo(target, targetOf(imported));
    });
    contents.set(target, withoutCitations(rewritten));
  }
  return new Map([...contents].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function targetOf(source: string): string {
  return source.startsWith(DECLARATIONS) ? source.slice(DECLARATIONS.length) : `lib/${source}`;
}
