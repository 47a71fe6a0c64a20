import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { loadBundle, type FunctionBundle } from '../../sandbox/platform/functions/bundle.js';

/** The name of the sync in the template style of today. */
export const usual = 'usual';

/**
 * A compiled sync of the package as `npm run compile` left it, or the usual template, in a sandbox equal to the runner's.
 */
export async function loadSync(name: string): Promise<FunctionBundle> {
  if (name === usual) return loadBundle(await compileUsual(), 'usual-tickets.cjs');
  const file = `halo-psa_syncs_${name}.cjs`;
  const path = fileURLToPath(new URL(`../../integrations/build/${file}`, import.meta.url));
  return loadBundle(await readFile(path, 'utf8'), file);
}

/** The platform's CLI compiles functions of the project only; what it makes of this file differs in nothing that costs. */
async function compileUsual(): Promise<string> {
  // Loaded here only: the compiler is large, and few processes need it.
  const { default: ts } = await import('typescript');
  const source = await readFile(new URL('usual-tickets.ts', import.meta.url), 'utf8');
  const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  return ts.transpileModule(source, { compilerOptions: options }).outputText;
}
