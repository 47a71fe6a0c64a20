import { fileURLToPath } from 'node:url';

import { build, type Plugin } from 'vite';

import { addSync } from '../../support/bundles.js';
import type { DetailFlaw } from './detail-flaws.js';
import type { ControlKind, Flaw } from './flaws.js';

const fileHere = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Builds the plain sync with a flaw as the CLI builds the package's own, and makes it known as `name`. */
export async function buildControl(name: string, kind: ControlKind, flaw: Flaw): Promise<void> {
  const constants = { FLAW: JSON.stringify(flaw), KIND: JSON.stringify(kind) };
  addSync(name, await bundle('functions.ts', constants));
}

/** Builds the package's own sync of customers, with a flaw in how it joins details to rows, and makes it known as `name`. */
export async function buildDetailControl(name: string, flaw: DetailFlaw): Promise<void> {
  const replaceJoining: Plugin = {
    name: 'flawed joining',
    enforce: 'pre',
    resolveId: (source, importer = '') =>
      source === './joining.js' && importer.includes('/syncs/details/') ? fileHere('flawed-joining.ts') : null,
  };
  addSync(name, await bundle('detailed-functions.ts', { FLAW: JSON.stringify(flaw) }, [replaceJoining]));
}

async function bundle(entry: string, define: Record<string, string>, plugins: Plugin[] = []): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    define,
    plugins,
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      lib: { entry: fileHere(entry), formats: ['cjs'] },
      rollupOptions: { external: ['zod', 'crypto'], output: { exports: 'named' } },
    },
  });
  const output = Array.isArray(result) ? result[0] : result;
  if (!output || !('output' in output)) throw new Error('vite watches instead of building');
  const [chunk] = output.output;
  return chunk.code;
}
