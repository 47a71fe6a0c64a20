import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  FixedConnection,
  loadBundle,
  MemoryCheckpointStore,
  MemoryRecordStore,
  runFunction,
} from '../../../sandbox/platform/index.js';
import { systemClock } from '../../../sandbox/clock.js';
import type { TestPlatform } from './support/platform.js';
import { startTestPlatform } from './support/platform.js';
import { copyFixture, nangoCli } from './support/project.js';
import { Upstream } from './support/upstream.js';

/** The real CLI, unmodified, against the platform: compile, deploy, dryrun. */

let upstream: Upstream;
let platform: TestPlatform;
let folder: string;

beforeAll(async () => {
  upstream = await Upstream.start();
  platform = await startTestPlatform(upstream, { lostFailures: 'none' });
  folder = await copyFixture();
  const compiled = await nangoCli(folder, ['compile']);
  expect(compiled.all).toContain('Compiled');
  expect(compiled.exitCode).toBe(0);
});
afterAll(async () => {
  await platform.close();
  await upstream.close();
});

describe('the real CLI', () => {
  const deploy = () => nangoCli(folder, ['deploy', 'dev', '--integration', 'halo-psa', '--auto-confirm'], platform);

  it('is refused while the integration does not exist', async () => {
    const refused = await deploy();
    expect(refused.all).toContain('unknown_provider_config');
    expect(refused.exitCode).toBe(11);
  });

  it('deploys, and the deployed functions run', async () => {
    await platform.nango.createIntegration({ provider: 'halo-psa', unique_key: 'halo-psa' });
    const deployed = await deploy();
    expect(deployed.all).toContain('things@v1.0.0');
    expect(deployed.exitCode).toBe(0);

    const id = await platform.connect();
    await platform.waitForIdle();
    expect(platform.runs).toMatchObject([{ sync: 'things', status: 'success', added: 5, requests: 3, records: 5 }]);
    expect(await platform.nango.getMetadata('halo-psa', id)).toEqual({ created: true });
    const { records } = await platform.nango.listRecords({
      providerConfigKey: 'halo-psa',
      connectionId: id,
      model: 'Thing',
    });
    expect(records).toHaveLength(5);
    expect(await platform.nango.triggerAction('halo-psa', id, 'echo', { text: 'hi' })).toEqual({ text: 'hi' });
    await expect(platform.nango.triggerAction('halo-psa', id, 'echo', { refuse: 'no' })).rejects.toMatchObject({
      response: {
        data: { error: { code: 'action_script_runtime_error', payload: { code: 'refused', message: 'no' } } },
      },
    });
    await expect(platform.connect({ refuse: 'yes' })).rejects.toThrow('This connection is refused.');

    const again = await deploy();
    expect(again.exitCode).toBe(0);
    await platform.waitForIdle();
    expect(platform.runs).toHaveLength(1);
  });

  it('runs a sync and an action dry, through the platform', async () => {
    const [connection] = (await platform.nango.listConnections()).connections;
    const id = connection?.connection_id ?? '';
    const dry = await nangoCli(
      folder,
      ['dryrun', 'things', id, '-e', 'dev', '--auto-confirm', '--validation'],
      platform,
    );
    expect(dry.all).toContain('"name": "Thing 5"');
    expect(dry.exitCode).toBe(0);
    const action = await nangoCli(
      folder,
      ['dryrun', 'echo', id, '-e', 'dev', '--auto-confirm', '--input', '{"text":"dry"}'],
      platform,
    );
    expect(action.all).toContain('"text": "dry"');
    expect(action.exitCode).toBe(0);
    const unknown = await nangoCli(folder, ['dryrun', 'things', 'nobody', '-e', 'dev', '--auto-confirm'], platform);
    expect(unknown.exitCode).toBe(12);
  });

  it('writes bundles that run without the platform', async () => {
    const code = await readFile(join(folder, 'build/halo-psa_syncs_manual.cjs'), 'utf8');
    const records = new MemoryRecordStore();
    const result = await runFunction({
      bundle: loadBundle(code, 'manual.cjs'),
      kind: 'sync',
      name: 'manual',
      ports: {
        records,
        checkpoints: new MemoryCheckpointStore(),
        connections: new FixedConnection(),
        clock: systemClock,
        request: () => Promise.reject(new Error('no requests expected')),
      },
    });
    expect(result).toMatchObject({ success: true, counts: { Other: { added: 1 } } });
  });
});
