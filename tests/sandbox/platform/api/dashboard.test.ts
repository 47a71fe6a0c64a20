import { mkdtemp, writeFile } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestPlatform } from '../support/platform.js';
import { bundleCode, deployment, startTestPlatform } from '../support/platform.js';
import { Upstream } from '../support/upstream.js';

let upstream: Upstream;
let platform: TestPlatform;
let connection: string;
beforeAll(async () => {
  upstream = await Upstream.start();
  const folder = await mkdtemp(join(tmpdir(), 'dashboard-'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Dashboard</title>');
  await writeFile(join(folder, 'app.js'), 'export {};');
  platform = await startTestPlatform(upstream, { dashboard: folder });
  connection = await platform.connect();
  const functions = [
    {
      type: 'sync' as const,
      name: 'things',
      models: ['Thing'],
      js: bundleCode(
        'sync',
        `const page = ((await nango.getCheckpoint())?.page ?? 0) + 1;
         await nango.log('reading page ' + page, { level: 'warn' });
         await nango.batchSave([{ id: '1', page }, { id: String(page + 1) }], 'Thing');
         await nango.saveCheckpoint({ page });
         if (page === 3) throw new Error('The third page is missing');`,
      ),
    },
    { type: 'action' as const, name: 'echo', js: bundleCode('action', 'return { said: input.word };') },
  ];
  await platform.call('POST', '/sync/deploy', deployment(functions));
});
afterAll(async () => {
  await platform.close();
  await upstream.close();
});

async function sync(): Promise<void> {
  await platform.nango.triggerSync('halo-psa', ['things'], connection);
  await platform.waitForIdle();
}

interface Asked {
  method?: string;
  headers?: Record<string, string>;
}

/** A request with whatever `Host`, `Origin` and cookies; fetch forbids to name these. */
async function ask(path: string, { method = 'GET', headers = {} }: Asked = {}) {
  const { hostname, port } = new URL(platform.url);
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ hostname, port, path, method, headers }, resolve).on('error', reject).end();
  });
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

describe('the dashboard’s page', () => {
  it('is served for every path below it, with a cookie that its own requests are known by', async () => {
    expect((await ask('/')).headers.location).toBe('/dashboard/');
    const page = await ask('/dashboard/connections/acme');
    expect([page.status, page.body]).toEqual([200, '<!doctype html><title>Dashboard</title>']);
    const [cookie = ''] = page.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/; HttpOnly; SameSite=Strict$/);
    expect(page.body + JSON.stringify(page.headers)).not.toContain(platform.secretKey);
    expect((await ask('/dashboard/app.js')).body).toBe('export {};');
    expect((await ask('/dashboard/../package.json')).status).toBe(403);

    const own = cookie.split(';')[0] ?? '';
    expect((await ask('/local/keys', { headers: { cookie: own } })).status).toBe(200);
    expect((await ask('/local/keys')).status).toBe(401);
    const origin = platform.url.replace('127.0.0.1', 'localhost');
    for (const foreign of [{ origin }, { 'sec-fetch-site': 'same-site' }, { 'sec-fetch-site': 'cross-site' }]) {
      expect((await ask('/local/keys', { headers: { cookie: own, ...foreign } })).status).toBe(401);
    }
  });

  it.each([
    ['a page of another site', { origin: 'https://evil.example' }, 'forbidden_origin'],
    ['a page without an origin of its own', { origin: 'null' }, 'forbidden_origin'],
    ['a name that was made to lead here', { host: 'evil.example' }, 'forbidden_host'],
  ])('may not be called by %s, whatever it knows', async (_, headers, code) => {
    const authorization = `Bearer ${platform.secretKey}`;
    const answer = await ask('/local/keys', { headers: { authorization, ...headers } });
    expect([answer.status, answer.body]).toEqual([403, expect.stringContaining(code)]);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('lets an application on another port of this machine connect with its session', async () => {
    const origin = 'http://localhost:3000';
    const asks = { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' };
    const answer = await ask('/oauth2/auth/halo-psa', { method: 'OPTIONS', headers: asks });
    expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([204, origin]);
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
  });
});

it('a connect link leads to the dashboard, whose page reads its session and the form with its token alone', async () => {
  const { data } = await platform.nango.createConnectSession({
    end_user: { id: 'u' },
    allowed_integrations: ['halo-psa'],
  });
  expect(data.connect_link).toBe(`${platform.url}/dashboard/connect?session_token=${data.token}`);
  const headers = { authorization: `Bearer ${data.token}` };
  expect((await platform.call('GET', '/connect/session', undefined, headers)).body).toMatchObject({
    data: { endUser: { id: 'u' }, allowed_integrations: ['halo-psa'] },
  });
  expect(await platform.call('GET', '/providers/halo-psa', undefined, headers)).toMatchObject({
    status: 200,
    body: { data: { connection_config: { hostname: { title: 'Hostname' } } } },
  });
  expect(await platform.call('GET', '/connections', undefined, headers)).toMatchObject({ status: 401 });
  expect(await platform.call('DELETE', '/connect/session', undefined, headers)).toMatchObject({ status: 204 });
  expect(await platform.call('GET', '/providers/halo-psa', undefined, headers)).toMatchObject({ status: 401 });
});

describe('runs and their log', () => {
  it('show the result of each run, the full reason of a failure, and every line', async () => {
    await sync();
    await sync();
    await sync();
    const scope = `provider_config_key=halo-psa&connection_id=${connection}`;
    const { body } = await platform.call('GET', `/local/runs?${scope}&sync=things`);
    expect(body).toMatchObject({
      runs: [
        { status: 'stopped', added: 1, updated: 1, error: { message: 'The third page is missing' } },
        { status: 'success', added: 1, updated: 1 },
        { status: 'success', added: 2, updated: 0 },
      ],
    });
    const [failed] = (body as { runs: { operationId: string; job: number }[] }).runs;
    const found = await platform.call('POST', '/api/v1/logs/operations?env=dev', {
      types: ['sync:run'],
      states: ['failed'],
      connections: [connection],
    });
    expect(found.body).toMatchObject({
      data: [
        {
          id: failed?.operationId,
          jobId: String(failed?.job),
          state: 'failed',
          syncConfigName: 'things',
          error: { type: 'script_internal_error', message: 'The third page is missing' },
        },
      ],
      pagination: { total: 1 },
    });
    const lines = await platform.call('POST', '/api/v1/logs/messages', { operationId: failed?.operationId });
    expect(lines.body).toMatchObject({
      data: [
        { level: 'error', message: 'The third page is missing' },
        { level: 'warn', source: 'user', message: 'reading page 3' },
        { level: 'info', message: "Starting sync 'things'" },
      ],
    });
    const one = await platform.call('GET', `/api/v1/logs/operations/${failed?.operationId ?? ''}`);
    expect(one.body).toMatchObject({ data: { state: 'failed' } });
    expect(await platform.call('GET', `/api/v1/logs/operations/1234567890123_unknown1`)).toMatchObject({ status: 404 });
  });

  it('show why somebody could not connect', async () => {
    upstream.tokenFailure = (reply) => reply.status(400).send({ error: 'invalid_client' });
    await expect(platform.connect()).rejects.toThrow('client_credentials_fetch_error');
    upstream.tokenFailure = undefined;
    const { body } = await platform.call('POST', '/api/v1/logs/operations', { types: ['auth'], states: ['failed'] });
    expect(body).toMatchObject({ data: [{ error: { type: 'client_credentials_fetch_error' } }] });
    expect(JSON.stringify(body)).not.toContain('very-secret');
  });
});

it('records are shown with the newest change first, can be searched, and have their earlier versions', async () => {
  const scope = `provider_config_key=halo-psa&connection_id=${connection}&model=Thing`;
  const models = await platform.call(
    'GET',
    `/api/v1/connections/${connection}/records/models?provider_config_key=halo-psa`,
  );
  expect(models.body).toMatchObject({ data: [{ model: 'Thing', variant: null, count: 4 }] });
  const path = `/api/v1/connections/${connection}/records?provider_config_key=halo-psa&model=Thing`;
  const first = await platform.call('GET', `${path}&limit=2`);
  expect(first.body).toMatchObject({ data: { records: [{ id: expect.any(String) as string }, {}] } });
  expect((await platform.call('GET', `${path}&record_id=3`)).body).toMatchObject({ data: { records: [{ id: '3' }] } });
  expect((await platform.call('GET', `/local/records?${scope}&search=%22page%22:3`)).body).toMatchObject({
    records: [{ id: '1', page: 3 }],
    next_cursor: null,
  });
  expect((await platform.call('GET', `/local/records?${scope}&filter=deleted`)).body).toMatchObject({ records: [] });
  expect((await platform.call('GET', `/local/records/versions?${scope}&id=1`)).body).toMatchObject({
    versions: [{ record: { page: 3 } }, { record: { page: 2 } }, { last_action: 'ADDED', record: { page: 1 } }],
  });
});

it('a function can be tried without keeping what it does', async () => {
  const where = { provider_config_key: 'halo-psa', connection_id: connection };
  const before = await platform.nango.syncStatus('halo-psa', ['things'], connection);
  const tried = await platform.call('POST', '/local/dryruns', {
    ...where,
    type: 'sync',
    name: 'things',
    checkpoint: { page: 6 },
  });
  expect(tried.body).toMatchObject({
    success: true,
    saved: { Thing: { count: 2, records: [{ id: '1', page: 7 }, { id: '8' }] } },
    checkpoint: { page: 7 },
    logs: [{ message: 'reading page 7' }],
  });
  expect(await platform.nango.syncStatus('halo-psa', ['things'], connection)).toEqual(before);
  const action = await platform.call('POST', '/local/dryruns', {
    ...where,
    type: 'action',
    name: 'echo',
    input: { word: 'yes' },
  });
  expect(action.body).toMatchObject({ success: true, output: { said: 'yes' } });
});

it('listeners receive events when they happen', async () => {
  const stop = new AbortController();
  const headers = { authorization: `Bearer ${platform.secretKey}` };
  const answer = await fetch(`${platform.url}/local/events`, { headers, signal: stop.signal });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  await reader?.read();
  await sync();
  platform.announce('tenant.changed', { change: { id: '7' } });
  let heard = '';
  while (!heard.includes('tenant.changed')) heard += (await reader?.read())?.value ?? '';
  const types = [...heard.matchAll(/^event: (.+)$/gm)].map(([, type]) => type);
  expect(types).toEqual(expect.arrayContaining(['run.started', 'log', 'records.saved', 'run.finished']));
  expect(heard).toContain('data: {"change":{"id":"7"},"type":"tenant.changed"}');
  stop.abort();
});
