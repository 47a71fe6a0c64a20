import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestPlatform } from '../support/platform.js';
import { bundleCode, deployment, startTestPlatform } from '../support/platform.js';
import { Upstream } from '../support/upstream.js';

let upstream: Upstream;
let platform: TestPlatform;
let id: string;
const of = (connection: string, integration = 'halo-psa') => ({
  'connection-id': connection,
  'provider-config-key': integration,
});

beforeAll(async () => {
  upstream = await Upstream.start();
  platform = await startTestPlatform(upstream, { lostFailures: 'none' });
  id = await platform.connect();
  const action = (name: string, body: string) => ({ type: 'action' as const, name, js: bundleCode('action', body) });
  await platform.call(
    'POST',
    '/sync/deploy',
    deployment([
      action('echo', 'return input;'),
      action('nothing', ''),
      action('refuse', "throw new nango.ActionError({ code: 'E1', message: 'No.' })"),
      action('forbidden', "await nango.get({ endpoint: '/forbidden' })"),
      action('crash', "throw new Error('boom')"),
      { type: 'sync', name: 'tickets', models: ['Ticket'], js: bundleCode('sync', '') },
    ]),
  );
});
afterAll(async () => {
  await platform.close();
  await upstream.close();
});

describe('authentication', () => {
  it.each([
    [{}, 'missing_auth_header'],
    [{ authorization: 'Basic x' }, 'malformed_auth_header'],
    [{ authorization: 'Bearer 7b9a0d2e-0000-4000-8000-000000000000' }, 'unknown_user_account'],
  ])('refuses %j', async (headers, code) => {
    for (const path of ['/integrations', '/records?model=Ticket', '/proxy/things']) {
      const response = await fetch(platform.url + path, { headers: headers as Record<string, string> });
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({
        error: { code, message: expect.stringContaining('Authentication failed') as string },
      });
    }
  });
});

describe('bad requests', () => {
  it.each<[string, string, unknown, Record<string, string>, number, string]>([
    ['GET', '/nothing-here', undefined, {}, 404, 'not_found'],
    ['POST', '/integrations', '{"broken', {}, 400, 'invalid_json'],
    ['POST', '/integrations', { provider: 'halo-psa' }, {}, 400, 'invalid_body'],
    ['POST', '/integrations', { provider: 'no-such-provider', unique_key: 'x' }, {}, 400, 'invalid_body'],
    ['POST', '/integrations', { provider: 'halo-psa', unique_key: 'halo-psa' }, {}, 400, 'invalid_body'],
    [
      'POST',
      '/integrations',
      { provider: 'halo-psa', unique_key: 'y', credentials: { type: 'OAUTH2_CC' } },
      {},
      400,
      'invalid_body',
    ],
    ['GET', '/integrations/none', undefined, {}, 404, 'not_found'],
    ['GET', '/integrations?x=1', undefined, {}, 400, 'invalid_query_params'],
    ['GET', '/providers/none', undefined, {}, 404, 'not_found'],
    ['POST', '/connect/sessions', {}, {}, 400, 'invalid_body'],
    ['POST', '/connect/sessions', { end_user: { id: 'u' }, allowed_integrations: ['none'] }, {}, 400, 'invalid_body'],
    ['POST', '/oauth2/auth/halo-psa', { client_id: 'a', client_secret: 'b' }, {}, 401, 'missing_connect_session_token'],
    ['POST', '/oauth2/auth/halo-psa?connect_session_token=none', {}, {}, 401, 'unknown_connect_session_token'],
    ['GET', '/connections/none?provider_config_key=halo-psa', undefined, {}, 404, 'not_found'],
    ['GET', '/connections/none?provider_config_key=none', undefined, {}, 400, 'unknown_provider_config'],
    ['GET', '/connections/none', undefined, {}, 400, 'invalid_query_params'],
    ['DELETE', '/connections/none?provider_config_key=halo-psa', undefined, {}, 400, 'unknown_connection'],
    [
      'POST',
      '/connections',
      { provider_config_key: 'halo-psa', credentials: { type: 'OAUTH2_CC', client_id: 'a', client_secret: 'b' } },
      {},
      400,
      'invalid_body',
    ],
    [
      'POST',
      '/connections/metadata',
      { connection_id: 'none', provider_config_key: 'halo-psa', metadata: {} },
      {},
      404,
      'unknown_connection',
    ],
    ['POST', '/connections/metadata', { connection_id: 'none', metadata: {} }, {}, 400, 'invalid_body'],
    ['GET', '/records?model=Ticket', undefined, {}, 400, 'invalid_headers'],
    ['GET', '/records?model=Ticket', undefined, of('none'), 400, 'unknown_connection'],
    ['GET', '/records', undefined, of('none'), 400, 'invalid_query_params'],
    ['GET', '/records?model=Ticket&limit=10001', undefined, of('none'), 400, 'invalid_query_params'],
    ['GET', '/records?model=Ticket&limit=0', undefined, of('none'), 400, 'invalid_query_params'],
    ['GET', '/records?model=Ticket&filter=new', undefined, of('none'), 400, 'invalid_query_params'],
    ['GET', '/records?model=Ticket&modified_after=yesterday', undefined, of('none'), 400, 'invalid_query_params'],
    [
      'GET',
      '/records?model=Ticket&modified_after=2001-01-01T00:00:00Z',
      undefined,
      of('none'),
      400,
      'invalid_query_params',
    ],
    ['POST', '/sync/trigger', { syncs: ['tickets'] }, {}, 400, 'missing_provider_config_key'],
    ['POST', '/sync/trigger', { syncs: ['tickets'], provider_config_key: 'none' }, {}, 400, 'unknown_provider_config'],
    [
      'POST',
      '/sync/trigger',
      { syncs: ['tickets'], provider_config_key: 'halo-psa', connection_id: 'none' },
      {},
      404,
      'unknown_connection',
    ],
    ['POST', '/sync/trigger', { syncs: ['none'], provider_config_key: 'halo-psa' }, {}, 400, 'no_syncs_found'],
    [
      'POST',
      '/sync/trigger',
      { syncs: [], provider_config_key: 'halo-psa', opts: {}, full_resync: true },
      {},
      400,
      'invalid_body',
    ],
    ['POST', '/sync/start', { syncs: 'tickets', provider_config_key: 'halo-psa' }, {}, 400, 'invalid_body'],
    ['GET', '/sync/status?syncs=*&provider_config_key=halo-psa&connection_id=none', undefined, {}, 400, 'invalid_body'],
    ['POST', '/action/trigger', { action_name: 'echo' }, {}, 400, 'invalid_headers'],
    ['POST', '/action/trigger', { action_name: 'echo' }, of('none'), 400, 'unknown_connection'],
    ['GET', '/action/00000000-0000-4000-8000-000000000000', undefined, {}, 404, 'not_found'],
    ['GET', '/action/1', undefined, {}, 400, 'invalid_uri_params'],
    ['GET', '/proxy/things', undefined, {}, 400, 'invalid_headers'],
    ['GET', '/proxy/things', undefined, of('none', 'none'), 404, 'unknown_provider_config'],
    ['GET', '/proxy/things', undefined, of('none'), 400, 'server_error'],
    ['POST', '/sync/deploy', { ...deployment([]), extra: 1 }, {}, 400, 'invalid_body'],
    ['POST', '/sync/deploy', deployment([{ type: 'sync', name: 'bad name', js: '' }]), {}, 400, 'invalid_body'],
    [
      'POST',
      '/sync/deploy',
      deployment([{ type: 'sync', name: 'fast', js: '', runs: 'every 10s' }]),
      {},
      400,
      'invalid_body',
    ],
    ['GET', '/integrations/halo-psa/functions/none', undefined, {}, 404, 'not_found'],
  ])('%s %s %j answers %j', async (method, path, body, headers, status, code) => {
    const response = await platform.call(method, path, body, headers);
    expect(response).toMatchObject({ status, body: { error: { code } } });
  });

  it('are answered with each mistake and its place', async () => {
    const { body } = await platform.call('POST', '/integrations', { provider: 'halo psa' });
    expect(body).toEqual({
      error: {
        code: 'invalid_body',
        errors: [expect.objectContaining({ path: ['provider'] }), expect.objectContaining({ path: ['unique_key'] })],
      },
    });
  });

  it('are answered with the missing credentials', async () => {
    const session = await platform.nango.createConnectSession({ end_user: { id: 'u' } });
    const query = `connect_session_token=${session.data.token}`;
    expect(await platform.call('POST', `/oauth2/auth/halo-psa?${query}`, { client_secret: 'b' })).toMatchObject({
      status: 400,
      body: { error: { code: 'missing_client_id' } },
    });
  });

  it('refuse a deploy for an integration that does not exist, and store none of it', async () => {
    const body = deployment([{ type: 'action', name: 'new-one', js: '' }]);
    const elsewhere = body.flowConfigs.map((flow) => ({ ...flow, providerConfigKey: 'none' }));
    const both = { ...body, flowConfigs: [...body.flowConfigs, ...elsewhere] };
    expect(await platform.call('POST', '/sync/deploy', both)).toMatchObject({
      status: 400,
      body: { error: { code: 'unknown_provider_config' } },
    });
    expect(await platform.call('GET', '/integrations/halo-psa/functions/new-one')).toMatchObject({ status: 404 });
  });
});

describe('failing actions', () => {
  const trigger = (action_name: string, input?: unknown) =>
    platform.call('POST', '/action/trigger', { action_name, input }, of(id));

  it('answer with the output, whatever JSON it is', async () => {
    expect(await trigger('echo', { a: [1] })).toEqual({ status: 200, body: { a: [1] } });
    expect(await trigger('echo', 'text')).toEqual({ status: 200, body: 'text' });
    expect(await trigger('nothing')).toEqual({ status: 200, body: null });
  });

  it('keep the payload of an ActionError', async () => {
    expect(await trigger('refuse')).toEqual({
      status: 500,
      body: {
        error: {
          code: 'action_script_runtime_error',
          message: 'The action script failed with a runtime error',
          payload: { code: 'E1', message: 'No.' },
        },
      },
    });
  });

  it('answer 424 with what the API said', async () => {
    expect(await trigger('forbidden')).toMatchObject({
      status: 424,
      body: {
        error: {
          code: 'script_http_error',
          payload: { error: 'no' },
          upstream: { status: 403, headers: { 'x-ratelimit-remaining': '7' }, body: { error: 'no' } },
        },
      },
    });
  });

  it('answer 500 for anything else, and 404 for an action that is not deployed', async () => {
    expect(await trigger('crash')).toMatchObject({
      status: 500,
      body: { error: { code: 'script_internal_error', payload: { message: 'boom' } } },
    });
    expect(await trigger('none')).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } });
  });
});

describe('webhooks', () => {
  it('are answered with 204 and have no effect, as with the official definition', async () => {
    const post = (key: string) =>
      fetch(`${platform.url}/webhook/dev/${key}`, {
        method: 'POST',
        body: JSON.stringify({ connectionId: id, type: 'x' }),
        headers: { 'content-type': 'application/json' },
      });
    expect((await post('halo-psa')).status).toBe(204);
    expect((await post('none')).status).toBe(404);
    expect(platform.runs).toEqual([]);
  });
});

describe('a server that loses the errors of actions', () => {
  it('loses them as often as a real one, in calls that wait only, and never those of its own', async () => {
    const lossy = await startTestPlatform(upstream);
    try {
      const connection = await lossy.connect();
      const refuse = bundleCode('action', "throw new nango.ActionError({ code: 'E1', message: 'No.' })");
      await lossy.call('POST', '/sync/deploy', deployment([{ type: 'action', name: 'refuse', js: refuse }]));
      const trigger = (action_name: string, headers = {}) =>
        lossy.call('POST', '/action/trigger', { action_name }, { ...of(connection), ...headers });
      const lost = {
        code: 'action_script_failure',
        message: 'The action script failed with an error: {}',
        payload: { error: expect.stringMatching(/^Task [0-9a-f-]{36} is in progress$/) as string },
      };
      expect(await trigger('refuse')).toEqual({ status: 500, body: { error: lost } });
      const answers = [];
      for (let call = 1; call < 163; call += 1) answers.push(JSON.stringify((await trigger('refuse')).body));
      expect(answers.filter((text) => text.includes('is in progress'))).toHaveLength(12);
      expect(await trigger('no-such-action')).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } });
    } finally {
      await lossy.close();
    }
  });
});
