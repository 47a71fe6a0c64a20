import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Nango } from '@nangohq/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { startPlatform, type RunningPlatform } from '../../../sandbox/platform/index.js';
import { REPOSITORY, Workshop } from './support.js';

let workshop: Workshop;
let platform: RunningPlatform;

beforeAll(async () => {
  workshop = await Workshop.open();
  await workshop.initProject();
  platform = await startPlatform({ storage: 'memory', definitions: [join(REPOSITORY, 'providers/halo-psa.yaml')] });
  const nango = new Nango({ host: platform.url, apiKey: platform.secretKey });
  await nango.createIntegration({ provider: 'halo-psa', unique_key: 'halo-psa' });
  await nango.createIntegration({ provider: 'github', unique_key: 'github' });
});

afterAll(async () => {
  await platform.close();
  await workshop.close();
});

/** Every file of the project that is not the package's, by path; the CLI's own output left out. */
async function othersFiles(): Promise<Map<string, string>> {
  const found = await readdir(workshop.project, { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const theirs = files.filter((file) => !/\/(node_modules|build|halo-psa)\/|nango\.json$|index\.ts$/.test(file));
  return new Map(await Promise.all(theirs.map(async (file) => [file, await readFile(file, 'utf8')] as const)));
}

async function deployed(): Promise<Record<string, string[]>> {
  const scripts = z.object({ name: z.string() });
  const config = z.array(
    z.object({ providerConfigKey: z.string(), syncs: z.array(scripts), actions: z.array(scripts) }),
  );
  const nango = new Nango({ host: platform.url, apiKey: platform.secretKey });
  const { configs } = z.object({ configs: config }).parse({ configs: await nango.getScriptsConfig() });
  return Object.fromEntries(
    configs.map(({ providerConfigKey, syncs, actions }) => [
      providerConfigKey,
      [...syncs, ...actions].map(({ name }) => name).sort(),
    ]),
  );
}

const deploy = (...options: string[]): Promise<string> =>
  workshop.nango(['deploy', 'dev', '--auto-confirm', ...options], {
    NANGO_HOSTPORT: platform.url,
    NANGO_SECRET_KEY_DEV: platform.secretKey,
  });

// The CLI type-checks and bundles a whole project each time, which takes long beside other tests.
describe('a project made by the CLI', { timeout: 240_000 }, () => {
  it('compiles and deploys with the package beside its own functions, which do not change', async () => {
    const before = await othersFiles();
    expect([...before.keys()].some((file) => file.includes('/github/'))).toBe(true);
    const { functions, warnings } = await workshop.add();
    expect(warnings).toEqual([]);
    expect(await othersFiles()).toEqual(before);

    await deploy();
    const all = await deployed();
    expect(all['github']).toEqual(['createIssue', 'fetchIssues']);
    const files = await readdir(join(workshop.project, 'halo-psa'), { recursive: true });
    const names = files.flatMap((file) => /^(?:syncs|actions)[/\\](.*)\.ts$/.exec(file)?.[1] ?? []);
    expect(all['halo-psa']).toEqual(names.sort());
    expect(functions).toEqual(expect.arrayContaining(names));
  });

  it('compiles after an upgrade to other functions, and deploying them leaves the other integration alone', async () => {
    await workshop.release('9.0.0', 'halo/values/dates.ts', (text) => `${text}// New.\n`);
    await workshop.add({ only: ['tickets', 'customers'] });
    await deploy('--integration', 'halo-psa', '--allow-destructive');
    expect(await deployed()).toEqual({ github: ['createIssue', 'fetchIssues'], 'halo-psa': ['customers', 'tickets'] });
  });
});
