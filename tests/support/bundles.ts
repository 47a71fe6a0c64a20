import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { Clock } from '../../sandbox/clock.js';
import { loadBundle, type FunctionBundle } from '../../sandbox/platform/functions/bundle.js';

const build = fileURLToPath(new URL('../../integrations/build/', import.meta.url));

const sources = new Map<string, string>();

/** A compiled sync of the package, loaded into a fresh sandbox. The test set-up has compiled it. */
export function loadSync(name: string, clock: Clock): FunctionBundle {
  const file = `halo-psa_syncs_${name}.cjs`;
  let code = sources.get(file);
  if (code === undefined) sources.set(file, (code = readFileSync(`${build}${file}`, 'utf8')));
  return loadBundle(code, file, { clock });
}
