import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { loadBundle, type FunctionBundle } from '../../sandbox/platform/functions/bundle.js';
import type { FunctionName } from './protocol.js';

/** Syncs that only the benchmark runs: `usual`, the template style of today, and `bare`, the least that a function can do. */
const compared: readonly string[] = ['usual', 'bare'];

/** The folder that the CLI's names of bundles carry. */
const folders = { sync: 'syncs', action: 'actions', 'on-event': 'on-events' } as const;

/** The code of a compiled function of the package as `npm run compile` left it, and the name of its file. */
export async function readBundle(kind: FunctionName['kind'], name: string): Promise<{ code: string; file: string }> {
  const file = `halo-psa_${folders[kind]}_${name}.cjs`;
  const path = fileURLToPath(new URL(`../../integrations/build/${file}`, import.meta.url));
  return { code: await readFile(path, 'utf8'), file };
}

/**
 * The same function, made to describe its schemas also where it runs: what the measurement of memory has to notice.
 *
 * @throws Error when the code does not decide that as `records/described.ts` does
 */
export function describing(code: string): string {
  const made = code.replace(/[\w.]+\.globalRegistry\._map instanceof WeakMap/, 'true');
  if (made === code) throw new Error('The bundle does not decide as records/described.ts does whether to describe');
  return made;
}

/**
 * A sync of the package, or one that it is compared with, in a sandbox equal to the runner's.
 *
 * @param unweighed whether it is made to ask for its first page in full size, however long the rows may be
 */
export async function loadSync(name: string, { unweighed = false } = {}): Promise<FunctionBundle> {
  if (compared.includes(name)) return loadBundle(await compileCompared(`${name}-tickets.ts`), `${name}-tickets.cjs`);
  const { code, file } = await readBundle('sync', name);
  return loadBundle(unweighed ? inFullPages(code) : code, file);
}

/** @throws Error when the code does not say of lists that their rows may be long */
function inFullPages(code: string): string {
  const made = code.replaceAll('hasLongTexts: true', 'hasLongTexts: false');
  if (made === code)
    throw new Error('The bundle does not mark lists of long texts as halo/lists/page-weight.ts expects');
  return made;
}

/** The platform's CLI compiles functions of the project only; what it makes of this file differs in nothing that costs. */
async function compileCompared(file: string): Promise<string> {
  // Loaded here only: the compiler is large, and few processes need it.
  const { default: ts } = await import('typescript');
  const source = await readFile(new URL(file, import.meta.url), 'utf8');
  const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  return ts.transpileModule(source, { compilerOptions: options }).outputText;
}
