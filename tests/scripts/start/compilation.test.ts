import { cp, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { FunctionCache } from '../../../scripts/start/functions/cache.js';
import { Compilation } from '../../../scripts/start/functions/compilation.js';
import { readSources } from '../../../scripts/start/functions/sources.js';
import { Home } from '../../support/run.js';

/** A package with what the CLI has written for it, and no cache. */

const REPOSITORY = join(import.meta.dirname, '../../..');
let home: Home;

beforeAll(async () => {
  home = await Home.make();
  for (const part of ['package.json', 'halo', 'records', 'syncs', 'actions', 'connection', 'integrations']) {
    await cp(join(REPOSITORY, part), home.path(part), {
      recursive: true,
      preserveTimestamps: true,
      filter: (path) => !path.endsWith('node_modules'),
    });
  }
});
afterAll(() => home.remove());

const isDone = async (): Promise<boolean> => (await Compilation.of(home.folder)).isDone();

it('is done once it is kept, until a source changes or the CLI compiles again', async () => {
  expect(await isDone()).toBe(false);
  await (await Compilation.of(home.folder)).keep();
  expect(await isDone()).toBe(true);

  const source = home.path('halo/values/dates.ts');
  const text = await readFile(source, 'utf8');
  await writeFile(source, `${text}// Changed.\n`);
  expect(await isDone()).toBe(false);
  await writeFile(source, text);
  expect(await isDone()).toBe(true);

  await utimes(home.path('integrations/.nango/nango.json'), new Date(), new Date());
  expect(await isDone()).toBe(false);
});

it('gives npm start every function', async () => {
  await (await Compilation.of(home.folder)).keep();
  const cache = new FunctionCache(home.folder);
  for (const { path, key } of await readSources(home.folder)) {
    expect({ path, parts: await cache.read(key) }).toEqual({ path, parts: expect.any(Object) as unknown });
  }
});
