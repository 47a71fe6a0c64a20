import { join } from 'node:path';

import { execa } from 'execa';

import { Compilation } from '../../scripts/start/functions/compilation.js';

/**
 * Compiles the functions once before any test runs, with the real CLI, so that tests load the very bundles that
 * `nango deploy` would upload (`integrations/build/*.cjs`). `npm start` finds them in its cache: most tests that start it are
 * about something else than compiling, which takes a minute for all functions.
 */
export async function setup(): Promise<void> {
  const compilation = await Compilation.of(join(import.meta.dirname, '../..'));
  if (await compilation.isDone()) return;
  await execa('npm', ['run', '--silent', 'compile'], { env: { CI: 'true' } });
  await compilation.keep();
}
