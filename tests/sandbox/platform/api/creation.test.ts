import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SimulatedClock } from '../../../../sandbox/clock.js';
import type { LostFailures, PlatformEvent } from '../../../../sandbox/platform/index.js';
import type { TestPlatform } from '../support/platform.js';
import { bundleCode, deployment, startTestPlatform } from '../support/platform.js';
import { Upstream } from '../support/upstream.js';

let upstream: Upstream;
let platform: TestPlatform;
let clock: SimulatedClock;
let happened: { what: string; at: number }[];

beforeAll(async () => {
  upstream = await Upstream.start();
});
afterAll(() => upstream.close());
beforeEach(() => {
  clock = new SimulatedClock();
  happened = [];
});
afterEach(() => platform.close());

/** A platform with a sync and two event functions: the check refuses what the connection's configuration says. */
async function start(lostFailures?: LostFailures): Promise<void> {
  const onEvent = (event: PlatformEvent): void => {
    if (event.type === 'run.finished') happened.push({ what: 'the sync has run', at: clock.now() });
    if (event.type === 'log') happened.push({ what: event.entry.message, at: clock.now() });
  };
  platform = await startTestPlatform(upstream, { clock, onEvent, ...(lostFailures && { lostFailures }) });
  await platform.nango.createIntegration({ provider: 'halo-psa', unique_key: 'halo-psa' });
  const check = `const { connection_config: { refuse } } = await nango.getConnection();
    if (refuse) throw new nango.ActionError({ code: 'E1', message: refuse });`;
  const created = `await nango.log('post-connection-creation runs', { level: 'warn' });
    await nango.updateMetadata({ seen: 'yes' });`;
  const script = (event: string, body: string) => ({
    name: event,
    event,
    fileBody: { js: bundleCode('onEvent', body), ts: '' },
  });
  const sync = {
    type: 'sync' as const,
    name: 'things',
    models: ['Thing'],
    autoStart: true,
    js: bundleCode('sync', ''),
  };
  const { status } = await platform.call('POST', '/sync/deploy', {
    ...deployment([sync]),
    onEventScriptsByProvider: [
      {
        providerConfigKey: 'halo-psa',
        scripts: [script('validate-connection', check), script('post-connection-creation', created)],
      },
    ],
  });
  expect(status).toBe(200);
}

const refusal = async (): Promise<string> => {
  const error: unknown = await platform
    .connect({ refuse: 'The agent sees nothing.' })
    .catch((caught: unknown) => caught);
  const { error: shown } = JSON.parse(error instanceof Error ? error.message : '{}') as {
    error: { code: string; message: string };
  };
  expect(shown.code).toBe('connection_validation_failed');
  return shown.message;
};

describe('a refusal by validate-connection', () => {
  const lost = expect.stringMatching(/^Task [0-9a-f-]{36} is in progress$/) as string;
  const sentence = 'The agent sees nothing.';

  it('loses its message as often as on a real server: 12 times out of 27, and the first time', async () => {
    await start();
    const messages: string[] = [];
    for (let tries = 0; tries < 27; tries += 1) messages.push(await refusal());
    expect(messages[0]).toEqual(lost);
    expect(messages.filter((message) => message !== sentence)).toEqual(Array(12).fill(lost));
    expect((await platform.nango.listConnections()).connections).toEqual([]);
  });

  it.each([
    ['all', lost],
    ['none', sentence],
  ] as const)('loses %s where a test wants that', async (which, message) => {
    await start(which);
    expect([await refusal(), await refusal()]).toEqual([message, message]);
  });

  it('of a connection that existed before keeps it, without a token', async () => {
    await start('none');
    const body = (refuse: string) => ({
      provider_config_key: 'halo-psa',
      connection_id: 'kept',
      connection_config: { hostname: 'acme.halopsa.test', refuse },
      credentials: { type: 'OAUTH2_CC', token: 'x', client_id: 'a', client_secret: 'b' },
    });
    expect((await platform.call('POST', '/connections', body(''))).status).toBe(201);
    expect(await platform.call('POST', '/connections', body(sentence))).toMatchObject({
      status: 400,
      body: { error: { code: 'connection_validation_failed', message: sentence } },
    });
    expect(await platform.call('GET', '/connections/kept?provider_config_key=halo-psa')).toMatchObject({
      status: 424,
      body: { error: { message: 'The refresh limit has been reached for this connection.' } },
    });
    expect((await platform.call('POST', '/connections', body(''))).status).toBe(201);
    expect(await platform.call('GET', '/connections/kept?provider_config_key=halo-psa')).toMatchObject({
      status: 200,
      body: { errors: [] },
    });
  });
});

describe('a new connection', () => {
  it('exists, and its syncs run, seconds before post-connection-creation does', async () => {
    await start();
    const connected = clock.now();
    const id = await platform.connect();
    await platform.waitForIdle();
    expect(await platform.nango.getMetadata('halo-psa', id)).toEqual({ seen: 'yes' });
    expect(happened.map(({ what }) => what)).toEqual(['the sync has run', 'post-connection-creation runs']);
    const [first, second] = happened.map(({ at }) => at - connected);
    expect(first).toBeLessThan(1000);
    expect(second).toBeGreaterThanOrEqual(2000);
  });

  it('that is deleted meanwhile has no such function run for it', async () => {
    await start();
    const id = await platform.connect();
    await platform.nango.deleteConnection('halo-psa', id);
    await platform.waitForIdle();
    expect((await platform.nango.listConnections()).connections).toEqual([]);
  });
});
