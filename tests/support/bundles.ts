import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { loadBundle, type FunctionBundle, type LoadOptions } from '../../sandbox/platform/functions/bundle.js';

const build = fileURLToPath(new URL('../../integrations/build/', import.meta.url));

const sources = new Map<string, string>();

/** Makes a compiled sync known that is not one of the package's; every runtime loads it by this name from then on. */
export function addSync(name: string, code: string): void {
  sources.set(fileOf(name), code);
}

/** A compiled sync of the package, loaded into a fresh sandbox. */
export function loadSync(name: string, options: LoadOptions): FunctionBundle {
  return loadBundle(codeOf(name), fileOf(name), options);
}

/** The code of a compiled sync. The test set-up has compiled it. */
export function codeOf(name: string): string {
  const file = fileOf(name);
  let code = sources.get(file);
  if (code === undefined) sources.set(file, (code = readFileSync(`${build}${file}`, 'utf8')));
  return code;
}

function fileOf(name: string): string {
  return `halo-psa_syncs_${name}.cjs`;
}
