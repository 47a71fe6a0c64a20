import { join } from 'node:path';

import { execa } from 'execa';

import { readCompiledParts, type Compiled } from '../../scripts/deploy/compiled.js';
import { DECLARED } from '../../scripts/deploy/stage.js';
import { FunctionCache } from '../../scripts/start/functions/cache.js';
import { partOf, readSources } from '../../scripts/start/functions/sources.js';

const root = join(import.meta.dirname, '../..');

/**
 * Compiles the functions once before any test runs, with the real CLI, so that tests load the very bundles that
 * `nango deploy` would upload (`integrations/build/*.cjs`). `npm start` finds them in its cache: most tests that start it are
 * about something else than compiling, which takes a minute for all functions.
 */
export async function setup(): Promise<void> {
  await execa('npm', ['run', '--silent', 'compile'], { env: { CI: 'true' } });
  const compiled = await readCompiledParts(join(root, 'integrations'), DECLARED);
  const cache = new FunctionCache(root);
  for (const source of await readSources(root)) {
    if ((await cache.read(source.key)) === undefined)
      await cache.write(source.key, withoutMaps(partOf(compiled, source)));
  }
}

/** As `npm start` compiles them: source maps are two thirds of a bundle. */
function withoutMaps({ flows, events }: Compiled): Compiled {
  const strip = <Part extends { fileBody: { js: string; ts: string } }>(part: Part): Part => ({
    ...part,
    fileBody: { ...part.fileBody, js: part.fileBody.js.replace(/\/\/# sourceMappingURL=.*\s*$/, '') },
  });
  return { flows: flows.map(strip), events: events.map(strip) };
}
