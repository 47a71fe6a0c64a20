import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../../../sandbox/clock.js';
import type { PlatformEvent } from '../../../../sandbox/platform/index.js';
import type { TestPlatform } from '../support/platform.js';
import { bundleCode, deployment, startTestPlatform } from '../support/platform.js';
import { Upstream } from '../support/upstream.js';

/** A clock whose timers fire when the test says so. */
class ManualClock implements Clock {
  #now = Date.parse('2026-10-01T08:00:00Z');
  #timers: { at: number; callback: () => void }[] = [];
  now(): number {
    return this.#now;
  }
  setTimeout(callback: () => void, milliseconds: number): void {
    this.#timers.push({ at: this.#now + milliseconds, callback });
  }
  pass(milliseconds: number): void {
    this.#now += milliseconds;
    const due = this.#timers.filter(({ at }) => at <= this.#now);
    this.#timers = this.#timers.filter(({ at }) => at > this.#now);
    for (const { callback } of due) callback();
  }
}

let upstream: Upstream;
let platform: TestPlatform;
let clock: ManualClock;
let events: PlatformEvent[];
let id: string;

const sleepy = bundleCode(
  'sync',
  "await new Promise((resolve) => setTimeout(resolve, 1000)); await nango.batchSave([{ id: '1' }], 'Ticket');",
);
const turn = () => new Promise((resolve) => setTimeout(resolve, 20));
const running = () => platform.runs.filter((run) => run.status === 'running').map((run) => run.sync);

beforeEach(async () => {
  upstream = await Upstream.start();
  clock = new ManualClock();
  events = [];
  const onEvent = (event: PlatformEvent) => events.push(event);
  platform = await startTestPlatform(upstream, { clock, schedule: true, onEvent, lostFailures: 'none' });
  id = await platform.connect();
});
afterEach(async () => {
  await platform.close();
  await upstream.close();
});

const deploy = (functions: Parameters<typeof deployment>[0], mode?: 'all' | 'integration' | 'single') =>
  platform.call('POST', '/sync/deploy', deployment(functions, mode));
const trigger = (options?: { reset: boolean }) => platform.nango.triggerSync('halo-psa', ['a'], id, options);
const finish = async () => {
  await turn();
  clock.pass(1000);
  await platform.waitForIdle();
};

describe('the scheduler', () => {
  it('runs each sync once at a time and different syncs simultaneously, and queues no run twice', async () => {
    await deploy([
      { type: 'sync', name: 'a', models: ['Ticket'], js: sleepy, autoStart: true },
      { type: 'sync', name: 'b', models: ['Ticket'], js: sleepy, autoStart: true },
    ]);
    await turn();
    expect(running().sort()).toEqual(['a', 'b']);
    expect((await platform.nango.syncStatus('halo-psa', ['a'], id)).syncs).toMatchObject([{ status: 'RUNNING' }]);
    await trigger();
    await trigger();
    await finish();
    expect(platform.runs.map((run) => run.sync).sort()).toEqual(['a', 'b']);
  });

  it('cancels a running sync for a reset, and starts it again', async () => {
    await deploy([{ type: 'sync', name: 'a', models: ['Ticket'], js: sleepy, autoStart: true }]);
    await turn();
    await trigger({ reset: true });
    clock.pass(1000);
    await finish();
    expect(platform.runs).toMatchObject([
      { status: 'stopped', error: { type: 'script_aborted' }, added: 0 },
      { status: 'success', added: 1 },
    ]);
  });

  it('runs a started sync by its frequency, and a paused one not', async () => {
    await deploy([{ type: 'sync', name: 'a', models: ['Ticket'], js: sleepy, autoStart: true, runs: 'every 30m' }]);
    await finish();
    const [status] = (await platform.nango.syncStatus('halo-psa', ['a'], id)).syncs;
    expect(status).toMatchObject({ status: 'SUCCESS', nextScheduledSyncAt: '2026-10-01T08:30:00.000Z' });
    clock.pass(30 * 60_000);
    await finish();
    expect(platform.runs).toHaveLength(2);
    await platform.nango.pauseSync('halo-psa', ['a'], id);
    clock.pass(60 * 60_000);
    await finish();
    expect(platform.runs).toHaveLength(2);
  });

  it('does not run a sync again because it is deployed again', async () => {
    const functions = [{ type: 'sync' as const, name: 'a', models: ['Ticket'], js: sleepy, autoStart: true }];
    await deploy(functions);
    await finish();
    expect((await deploy(functions)).body).toMatchObject([
      { name: 'a', version: '1', providerConfigKey: 'halo-psa', type: 'sync' },
    ]);
    await finish();
    expect(platform.runs).toHaveLength(1);
  });

  it('notifies a listener of what happens', async () => {
    await deploy([{ type: 'sync', name: 'a', models: ['Ticket'], js: sleepy, autoStart: true }]);
    await finish();
    const told = events.filter((event) => 'run' in event || 'of' in event);
    expect(told.map(({ type }) => type)).toEqual(['run.started', 'records.saved', 'run.finished']);
    expect(told[1]).toMatchObject({ model: 'Ticket', added: 1, of: { kind: 'sync', name: 'a', connectionId: id } });
    expect(told[2]).toMatchObject({ run: { status: 'success', added: 1, ms: 1000 } });
  });
});

describe('a triggered run', () => {
  it('waits as long as on the real server, if that is requested, and is not queued twice', async () => {
    await platform.close();
    platform = await startTestPlatform(upstream, { clock, delayTriggers: true });
    id = await platform.connect();
    await deploy([{ type: 'sync', name: 'a', models: ['Ticket'], js: bundleCode('sync', '') }]);
    await trigger();
    await trigger();
    await turn();
    clock.pass(9_999);
    await turn();
    expect(platform.runs).toEqual([]);
    expect((await platform.nango.syncStatus('halo-psa', ['a'], id)).syncs).toMatchObject([{ status: 'PAUSED' }]);
    clock.pass(1);
    await platform.waitForIdle();
    expect(platform.runs).toMatchObject([{ status: 'success' }]);
  });

  it('does not keep a platform from closing while it waits', async () => {
    await platform.close();
    platform = await startTestPlatform(upstream, { clock, delayTriggers: true });
    id = await platform.connect();
    await deploy([{ type: 'sync', name: 'a', models: ['Ticket'], js: bundleCode('sync', '') }]);
    await trigger();
    await platform.close();
    expect(platform.runs).toEqual([]);
    platform = await startTestPlatform(upstream, { clock });
  });
});

describe('a deployment', () => {
  const action = (name: string) => ({ type: 'action' as const, name, js: bundleCode('action', '') });

  it('is first compared with what is deployed', async () => {
    await deploy([action('x'), { type: 'sync', name: 'a', models: ['Ticket'], js: sleepy }]);
    const body = { ...deployment([action('x'), action('y')]), reconcile: false };
    expect((await platform.call('POST', '/sync/deploy/confirmation', body)).body).toEqual({
      newSyncs: [],
      updatedSyncs: [],
      deletedSyncs: [{ name: 'a', providerConfigKey: 'halo-psa', connections: 1, auto_start: false }],
      newActions: [{ name: 'y', providerConfigKey: 'halo-psa' }],
      updatedActions: [{ name: 'x', providerConfigKey: 'halo-psa' }],
      deletedActions: [],
      newOnEventScripts: [],
      updatedOnEventScripts: [],
      deletedOnEventScripts: [],
      deletedModels: [],
    });
  });

  it('removes what it does not contain, from its integration or from the whole environment', async () => {
    await platform.nango.createIntegration({ provider: 'halo-psa', unique_key: 'other' });
    const body = deployment([action('mine')]);
    await platform.call('POST', '/sync/deploy', {
      ...body,
      flowConfigs: body.flowConfigs.map((flow) => ({ ...flow, providerConfigKey: 'other' })),
    });
    await deploy([action('x'), { type: 'sync', name: 'a', models: ['Ticket'], js: sleepy, autoStart: true }]);
    await finish();
    const names = async (key: string) =>
      (await platform.nango.listFunctions({ uniqueKey: key })).data.map(({ name }) => name);
    await deploy([action('y')], 'single');
    expect(await names('halo-psa')).toEqual(['x', 'y', 'a']);
    await deploy([action('y')], 'integration');
    expect([await names('halo-psa'), await names('other')]).toEqual([['y'], ['mine']]);
    expect(await platform.records.counts(1)).toEqual({ Ticket: 0 });
    await deploy([action('y')], 'all');
    expect([await names('halo-psa'), await names('other')]).toEqual([['y'], []]);
  });
});

describe('event functions', () => {
  const script = (name: string, event: string, body: string) => ({
    name,
    event,
    fileBody: { js: bundleCode('onEvent', body), ts: '' },
  });
  const deployEvents = (scripts: ReturnType<typeof script>[]) =>
    platform.call('POST', '/sync/deploy', {
      ...deployment([{ type: 'action', name: 'x', js: bundleCode('action', '') }]),
      onEventScriptsByProvider: [{ providerConfigKey: 'halo-psa', scripts }],
    });

  it('refuse a new connection, which is then removed, with the message of the ActionError', async () => {
    await deployEvents([
      script('check', 'validate-connection', "throw new nango.ActionError({ message: 'The agent sees nothing.' })"),
    ]);
    await expect(platform.connect()).rejects.toThrow(
      '{"error":{"code":"connection_validation_failed","message":"The agent sees nothing."}}',
    );
    expect((await platform.nango.listConnections()).connections).toHaveLength(1);
  });

  it('run after a connection was made, and before one is removed', async () => {
    await deployEvents([
      script('made', 'post-connection-creation', 'await nango.setMetadata({ made: true })'),
      script('removed', 'pre-connection-deletion', "await nango.post({ endpoint: '/things', data: { bye: true } })"),
    ]);
    const second = await platform.connect();
    // Some seconds after the connection exists.
    await turn();
    clock.pass(2000);
    await platform.waitForIdle();
    expect(await platform.nango.getMetadata('halo-psa', second)).toEqual({ made: true });
    await platform.nango.deleteConnection('halo-psa', second);
    expect(upstream.calls.at(-1)).toMatchObject({ method: 'POST', body: { bye: true } });
  });
});
