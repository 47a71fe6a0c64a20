import { createHash } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { execa } from 'execa';

import { readCompiledParts, type Compiled } from '../../scripts/deploy/compiled.js';
import { DECLARED } from '../../scripts/deploy/nango-root.js';
import { FunctionCache } from '../../scripts/start/functions/cache.js';
import { partOf, readSources } from '../../scripts/start/functions/sources.js';

const root = join(import.meta.dirname, '../..');
/** What the CLI writes: the descriptions of the functions, and a folder of bundles. */
const written = ['integrations/.nango/nango.json', 'integrations/build'].map((path) => join(root, path));

/** Says which state of the sources the compiled functions are of. */
const stamp = join(root, 'node_modules/.cache/nango-halo-psa/tested');

/**
 * Compiles the functions once before any test runs, with the real CLI, so that tests load the very bundles that
 * `nango deploy` would upload (`integrations/build/*.cjs`). `npm start` finds them in its cache: most tests that start it are
 * about something else than compiling, which takes a minute for all functions.
 */
export async function setup(): Promise<void> {
  const sources = await readSources(root);
  const state = createHash('sha256')
    .update(sources.map(({ key }) => key).join('\n'))
    .digest('hex');
  // Tests run often and functions change seldom: those of the same sources are not compiled again.
  if ((await readStamp()) === (await stampFor(state))) return;
  await execa('npm', ['run', '--silent', 'compile'], { env: { CI: 'true' } });
  const compiled = await readCompiledParts(join(root, 'integrations'), DECLARED);
  const cache = new FunctionCache(root);
  for (const source of sources) {
    if ((await cache.read(source.key)) === undefined)
      await cache.write(source.key, withoutMaps(partOf(compiled, source)));
  }
  await writeFile(stamp, await stampFor(state));
}

async function readStamp(): Promise<string> {
  return readFile(stamp, 'utf8').catch(absent);
}

/** The state, and when the CLI wrote its results: after any other compilation the tests compile themselves. */
async function stampFor(state: string): Promise<string> {
  const times = await Promise.all(written.map((path) => stat(path).then(({ mtimeMs }) => mtimeMs, absent)));
  return [state, ...times].join(' ');
}

function absent(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return 'absent';
  throw error;
}

/** As `npm start` compiles them: source maps are two thirds of a bundle. */
function withoutMaps({ flows, events }: Compiled): Compiled {
  const strip = <Part extends { fileBody: { js: string; ts: string } }>(part: Part): Part => ({
    ...part,
    fileBody: { ...part.fileBody, js: part.fileBody.js.replace(/\/\/# sourceMappingURL=.*\s*$/, '') },
  });
  return { flows: flows.map(strip), events: events.map(strip) };
}
