import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TestPlatform } from '../support/platform.js';
import { bundleCode, deployment, startTestPlatform } from '../support/platform.js';
import { Upstream } from '../support/upstream.js';

/** The consumer's side, with the real @nangohq/node. */

let upstream: Upstream;
let platform: TestPlatform;
let id: string;

const things = bundleCode(
  'sync',
  `await nango.trackDeletesStart('Thing');
   for (let page = 1; ; page += 1) {
     const { data } = await nango.get({ endpoint: '/things', params: { page: String(page) }, retries: 2 });
     await nango.batchSave(data.things.map((thing) => ({ ...thing, id: String(thing.id) })), 'Thing');
     if (!data.more) break;
   }
   await nango.trackDeletesEnd('Thing');
   await nango.saveCheckpoint({ runs: ((await nango.getCheckpoint())?.runs ?? 0) + 1 });`,
);

beforeEach(async () => {
  upstream = await Upstream.start();
  platform = await startTestPlatform(upstream, { environmentVariables: { GREETING: 'hello' } });
  id = await platform.connect();
  const deployed = await platform.call(
    'POST',
    '/sync/deploy',
    deployment([
      { type: 'sync', name: 'things', models: ['Thing'], js: things, autoStart: true },
      {
        type: 'sync',
        name: 'manual',
        models: ['Other'],
        js: bundleCode('sync', "await nango.batchSave([{ id: '1' }], 'Other')"),
      },
      {
        type: 'action',
        name: 'greet',
        js: bundleCode(
          'action',
          'return { greeting: (await nango.getEnvironmentVariables())[0].value, to: input.name };',
        ),
      },
    ]),
  );
  expect(deployed.status).toBe(200);
  await platform.waitForIdle();
});
afterEach(async () => {
  await platform.close();
  await upstream.close();
});

const list = (more: object = {}) =>
  platform.nango.listRecords<{ id: string; name: string }>({
    providerConfigKey: 'halo-psa',
    connectionId: id,
    model: 'Thing',
    ...more,
  });
const sync = async (options?: { reset?: boolean; emptyCache?: boolean }) => {
  await platform.nango.triggerSync('halo-psa', ['things'], id, options);
  await platform.waitForIdle();
};

describe('records', () => {
  it('arrive once after the deployment, and are read by page, cursor, id, filter and time', async () => {
    const first = await list({ limit: 2 });
    expect(first.records).toHaveLength(2);
    const rest = await list({ cursor: first.next_cursor });
    expect([...first.records, ...rest.records].map(({ id }) => id).sort()).toEqual(['1', '2', '3', '4', '5']);
    expect(rest.next_cursor).toBeNull();
    expect((await list({ ids: ['2', '5', '9'] })).records.map(({ name }) => name).sort()).toEqual([
      'Thing 2',
      'Thing 5',
    ]);
    expect((await list({ ids: ['3'] })).records).toHaveLength(1);

    const cursor = rest.records.at(-1)?._nango_metadata.cursor;
    const since = new Date().toISOString();
    upstream.things = [{ id: 1, name: 'Renamed' }, ...upstream.things.slice(2), { id: 6, name: 'Thing 6' }];
    await sync();
    const delta = await list({ cursor });
    expect(
      delta.records.map(({ id: record, _nango_metadata: { last_action } }) => [record, last_action]).sort(),
    ).toEqual([
      ['1', 'UPDATED'],
      ['2', 'DELETED'],
      ['6', 'ADDED'],
    ]);
    expect((await list({ filter: 'deleted' })).records).toMatchObject([{ id: '2', name: 'Thing 2' }]);
    expect((await list({ filter: 'updated' })).records).toMatchObject([{ id: '1', name: 'Renamed' }]);
    expect((await list({ modifiedAfter: since })).records).toHaveLength(3);
    expect(platform.runs.at(-1)).toMatchObject({
      sync: 'things',
      added: 1,
      updated: 1,
      deleted: 1,
      records: 5,
      requests: 3,
      status: 'success',
    });
  });

  it('stay as they are when nothing changed', async () => {
    const before = await list();
    await sync();
    expect(await list()).toEqual(before);
    expect(platform.runs.at(-1)).toMatchObject({ added: 0, updated: 0, deleted: 0 });
  });
});

describe('syncs', () => {
  const status = async (name: string) => (await platform.nango.syncStatus('halo-psa', [name], id)).syncs[0];

  it('report their status, and run by hand when they do not start by themselves', async () => {
    expect(await status('things')).toMatchObject({
      name: 'things',
      connection_id: id,
      status: 'SUCCESS',
      frequency: 'every hour',
      recordCount: { Thing: 5 },
      latestResult: { Thing: { added: 5, updated: 0, deleted: 0 } },
      checkpoint: { runs: 1 },
    });
    expect(await status('manual')).toMatchObject({ status: 'PAUSED', recordCount: { Other: 0 } });
    await platform.nango.triggerSync('halo-psa', ['manual'], id);
    await platform.waitForIdle();
    expect(await status('manual')).toMatchObject({ status: 'PAUSED', recordCount: { Other: 1 } });
    // Counting is a walk over all records of the connection, so that it is done once for all syncs.
    const counts = vi.spyOn(platform.records, 'counts');
    expect((await platform.nango.syncStatus('halo-psa', '*', id)).syncs).toHaveLength(2);
    expect(counts).toHaveBeenCalledTimes(1);
    counts.mockRestore();
  });

  it('pause and start; starting runs at once', async () => {
    await platform.nango.pauseSync('halo-psa', ['things'], id);
    expect(await status('things')).toMatchObject({ status: 'PAUSED' });
    await platform.nango.startSync('halo-psa', ['things', 'manual'], id);
    await platform.waitForIdle();
    expect(await status('things')).toMatchObject({ status: 'SUCCESS' });
    expect(platform.runs.map((run) => run.sync)).toEqual(['things', 'things', 'manual']);
    await platform.nango.startSync('halo-psa', ['things'], id);
    await platform.waitForIdle();
    expect(platform.runs).toHaveLength(3);
  });

  it('forget their checkpoints on reset, and their records only when asked as well', async () => {
    await sync();
    expect(await status('things')).toMatchObject({ checkpoint: { runs: 2 } });
    const { records } = await list();
    await sync({ reset: true });
    expect(await status('things')).toMatchObject({ checkpoint: { runs: 1 } });
    expect((await list()).records).toEqual(records);
    await sync({ emptyCache: true });
    expect((await list()).records).toEqual(records);
    await sync({ reset: true, emptyCache: true });
    expect(platform.runs.at(-1)).toMatchObject({ added: 5 });
    expect((await list()).records).not.toEqual(records);
  });

  it('report a failed run with its reason', async () => {
    upstream.failures = [(reply) => reply.status(403).send({ error: 'no permission' })];
    await sync();
    expect(platform.runs.at(-1)).toMatchObject({
      status: 'stopped',
      error: { type: 'script_http_error', payload: { error: 'no permission' } },
    });
    expect(await status('things')).toMatchObject({
      status: 'ERROR',
      latestExecutionStatus: 'STOPPED',
      recordCount: { Thing: 5 },
    });
  });

  it('take another frequency for one connection', async () => {
    const set = (frequency: string | null) =>
      platform.nango.updateSyncConnectionFrequency('halo-psa', 'things', id, frequency);
    expect(await set('every 5 minutes')).toEqual({ frequency: 'every 5 minutes' });
    expect(await status('things')).toMatchObject({ frequency: 'every 5 minutes' });
    expect(await set(null)).toEqual({ frequency: 'every hour' });
    await expect(set('now and then')).rejects.toMatchObject({ response: { status: 400 } });
  });
});

describe('a 401 in a run', () => {
  it('is repeated once and not more while the token stays the same', async () => {
    upstream.seen.length = 0;
    const refuse = (reply: { status: (code: number) => { send: (body: unknown) => unknown } }) =>
      reply.status(401).send('');
    upstream.failures = [refuse, refuse, refuse, refuse];
    // Retry-After is absent, so the waits would be 3 s each: one is enough to see that there is no second.
    await sync();
    expect(upstream.calls).toHaveLength(2);
    expect(platform.runs.at(-1)).toMatchObject({
      status: 'stopped',
      requests: 2,
      error: { type: 'script_http_error' },
    });
  });
});

describe('the other calls of the client', () => {
  it('run actions, at once and in the background', async () => {
    const expected = { greeting: 'hello', to: 'Ada' };
    expect(await platform.nango.triggerAction('halo-psa', id, 'greet', { name: 'Ada' })).toEqual(expected);
    const started = await platform.nango.triggerActionAsync('halo-psa', id, 'greet', { name: 'Ada' });
    await platform.waitForIdle();
    expect(await platform.nango.getAsyncActionResult(started)).toEqual(expected);
    expect(await platform.nango.getAsyncActionResult({ id: started.id })).toEqual(expected);
  });

  it('send through the proxy what they are given, with the token', async () => {
    const base = { providerConfigKey: 'halo-psa', connectionId: id };
    const read = await platform.nango.get<{ things: unknown[] }>({
      ...base,
      endpoint: '/things',
      params: { page: 3 },
      headers: { 'X-Own': 'yes' },
    });
    expect(read.data.things).toEqual([{ id: 5, name: 'Thing 5' }]);
    expect(upstream.calls.at(-1)).toMatchObject({
      url: '/api/things?page=3',
      headers: { 'x-own': 'yes', authorization: 'Bearer token-1' },
    });
    const written = await platform.nango.post({ ...base, endpoint: 'things', data: [{ name: 'New' }] });
    expect([written.status, written.data]).toEqual([201, { received: [{ name: 'New' }] }]);
    await expect(platform.nango.get({ ...base, endpoint: '/forbidden' })).rejects.toMatchObject({
      response: { status: 403, data: { error: 'no' } },
    });
    upstream.failures = [(reply) => reply.status(429).header('retry-after', '1').send('')];
    const retried = await platform.nango.get({ ...base, endpoint: '/things', retries: 1 });
    expect(retried.status).toBe(200);
  });

  it('read and write metadata, connections and integrations', async () => {
    const { nango } = platform;
    await nango.setMetadata('halo-psa', id, { a: 1, b: { c: 1 } });
    await nango.updateMetadata('halo-psa', [id], { b: { d: 2 } });
    expect(await nango.getMetadata('halo-psa', id)).toEqual({ a: 1, b: { d: 2 } });
    const connection = await nango.getConnection('halo-psa', id);
    expect(connection).toMatchObject({
      connection_id: id,
      provider_config_key: 'halo-psa',
      provider: 'halo-psa',
      connection_config: { hostname: 'acme.halopsa.test', oauth_scopes: 'all' },
      credentials: { type: 'OAUTH2_CC', token: 'token-1', client_id: 'client' },
      end_user: { id: 'user-1' },
    });
    expect((await nango.listConnections({ userId: 'user-1' })).connections).toMatchObject([
      { connection_id: id, metadata: { a: 1 } },
    ]);
    expect((await nango.listConnections({ connectionId: 'none' })).connections).toEqual([]);
    expect((await nango.getIntegration({ uniqueKey: 'halo-psa' }, { include: ['webhook'] })).data).toMatchObject({
      unique_key: 'halo-psa',
      provider: 'halo-psa',
      webhook_url: `${platform.url}/webhook/dev/halo-psa`,
    });
    expect((await nango.listIntegrations()).configs).toHaveLength(1);
    expect((await nango.getProvider({ provider: 'halo-psa' })).data).toMatchObject({ auth_mode: 'OAUTH2_CC' });
    expect(await nango.getEnvironmentVariables()).toEqual([{ name: 'GREETING', value: 'hello' }]);
    expect(await nango.getScriptsConfig()).toMatchObject([
      { providerConfigKey: 'halo-psa', syncs: [{ name: 'manual' }, { name: 'things' }], actions: [{ name: 'greet' }] },
    ]);
    expect((await nango.listFunctions({ uniqueKey: 'halo-psa' }, { type: 'action' })).data).toMatchObject([
      { name: 'greet' },
    ]);
    expect(await nango.getFunctionCode({ uniqueKey: 'halo-psa', name: 'greet' })).toEqual({
      type: 'action',
      code: '// greet',
    });
  });

  it('delete a connection with its records, checkpoints and syncs', async () => {
    expect((await platform.nango.deleteConnection('halo-psa', id)).data).toEqual({ success: true });
    await expect(list()).rejects.toMatchObject({
      response: { status: 400, data: { error: { code: 'unknown_connection' } } },
    });
    expect(await platform.records.counts(1)).toEqual({});
    expect((await platform.nango.syncStatus('halo-psa', '*')).syncs).toEqual([]);
    id = await platform.connect();
    await platform.waitForIdle();
    expect((await list()).records).toHaveLength(5);
  });

  it('delete an integration with everything in it', async () => {
    await platform.nango.deleteIntegration('halo-psa');
    expect((await platform.nango.listIntegrations()).configs).toEqual([]);
    expect((await platform.nango.listConnections()).connections).toEqual([]);
  });
});
