import { Nango } from '@nangohq/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { Diagnosis } from '../../connection/diagnosis-model.js';
import { readConnectFailure } from '../../halo/transport/token-failure.js';
import { startHalo, type RunningHalo } from '../../sandbox/halo/index.js';
import { startPlatform, type RunningPlatform } from '../../sandbox/platform/index.js';
import { deployed } from '../support/deployed.js';

const key = 'halo-psa';
let halo: RunningHalo;
let platform: RunningPlatform;
let nango: Nango;

beforeAll(async () => {
  halo = await startHalo({ tickets: 20, customers: 5, assets: 5 });
  const { hostname, port, certificate } = halo;
  platform = await startPlatform({ storage: 'memory', routes: [{ hostname, port, certificate }] });
  nango = new Nango({ host: platform.url, apiKey: platform.secretKey });
  await nango.createIntegration({ provider: key, unique_key: key });
  await deploy();
});
afterAll(async () => {
  await platform.close();
  await halo.close();
});

async function call(path: string, body: unknown, connectionId = ''): Promise<{ status: number; body: unknown }> {
  const headers = {
    authorization: `Bearer ${platform.secretKey}`,
    'content-type': 'application/json',
    'connection-id': connectionId,
    'provider-config-key': key,
  };
  const response = await fetch(platform.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, body: await response.json() };
}

/** Deploys the two event functions and the action, as the CLI puts them on the wire. */
async function deploy(): Promise<void> {
  const script = (name: string, event: string) => {
    const { js, ts } = deployed('on-event', name);
    return { name, event, fileBody: { js, ts } };
  };
  const { js, ts, name, version } = deployed('action', 'diagnose-connection');
  const flow = { type: 'action', syncName: name, providerConfigKey: key, models: [], runs: null, fileBody: { js, ts } };
  const scripts = [
    script('validate-connection', 'validate-connection'),
    script('post-connection-creation', 'post-connection-creation'),
  ];
  const { status, body } = await call('/sync/deploy', {
    flowConfigs: [{ ...flow, version, track_deletes: false, endpoints: [] }],
    onEventScriptsByProvider: [{ providerConfigKey: key, scripts }],
    deployMode: 'integration',
    reconcile: true,
    debug: false,
    nangoYamlBody: '',
    sdkVersion: '0.71.10-zero',
  });
  expect({ status, body }).toMatchObject({ status: 200 });
}

/** What the Connect form sends. */
async function connect(params: Record<string, string> = {}): Promise<{ status: number; body: unknown }> {
  const { data } = await nango.createConnectSession({ end_user: { id: 'administrator' } });
  const query = new URLSearchParams({ connect_session_token: data.token });
  const entered = { hostname: halo.hostname, oauth_scopes: 'all', ...params };
  for (const [name, value] of Object.entries(entered)) if (value) query.set(`params[${name}]`, value);
  const { clientId: client_id, clientSecret: client_secret } = halo.application;
  return call(`/oauth2/auth/${key}?${query.toString()}`, { client_id, client_secret });
}

async function diagnose(connectionId: string): Promise<Diagnosis> {
  return Diagnosis.parse(await nango.triggerAction(key, connectionId, 'diagnose-connection', {}));
}

/** The same until Nango lets the sentence of a refusal through, as somebody at the form would: it loses some. */
async function connectUntilTold(params: Record<string, string> = {}): ReturnType<typeof connect> {
  const answer = await connect(params);
  return JSON.stringify(answer.body).includes('is in progress') ? connect(params) : answer;
}

it('a correct connection is created, checked and described', async () => {
  const { status, body } = await connect();
  expect(status).toBe(200);
  const { connectionId } = z.object({ connectionId: z.string() }).parse(body);
  await platform.waitForIdle();
  expect(await nango.getMetadata(key, connectionId)).toMatchObject({
    halo_warnings: [],
    halo_connection: { product: 'HaloPSA', agent_name: 'Integration API' },
  });
  expect(await nango.triggerAction(key, connectionId, 'diagnose-connection', {})).toMatchObject({ is_healthy: true });
});

it('a connection that cannot work is refused with a message and the step, and is removed', async () => {
  const { agents } = halo.tenant;
  agents.archive(halo.application.agentId);
  const before = (await nango.listConnections()).connections.length;
  const { status, body } = await connectUntilTold();
  agents.unarchive(halo.application.agentId);
  expect(status).toBe(400);
  expect(body).toMatchObject({
    error: {
      code: 'connection_validation_failed',
      message: expect.stringContaining('See step 2 of the connect guide.') as string,
    },
  });
  expect((await nango.listConnections()).connections).toHaveLength(before);
});

it('a hostname that leads elsewhere is refused, although the platform lets it through', async () => {
  const token_url = `https://${halo.hostname}/auth/token`;
  const { status, body } = await connectUntilTold({ hostname: `${halo.hostname}/evil`, token_url });
  expect(status).toBe(400);
  expect(JSON.stringify(body)).toContain(`in the form \\"${halo.hostname}\\"`);
});

describe('a missing hostname', () => {
  it('is reported as such while connecting, and not as a missing Token URL', async () => {
    const { status, body } = await connect({ hostname: '' });
    expect(status).toBe(500);
    expect(JSON.stringify(body)).toContain('interpolate url ${connectionConfig.token_url} ||');
    expect(readConnectFailure(body)).toMatchObject({
      code: 'halo_hostname_missing',
      message: expect.stringMatching(/^No hostname was entered\./) as string,
    });
  });

  it('of an imported connection, which then can have no token, is reported as such too', async () => {
    const { clientId: client_id, clientSecret: client_secret } = halo.application;
    const imported = () =>
      call('/connections', {
        provider_config_key: key,
        credentials: { type: 'OAUTH2_CC', token: 'x', client_id, client_secret, expires_at: '2020-01-01T00:00:00Z' },
      });
    const first = await imported();
    const { body } = JSON.stringify(first.body).includes('is in progress') ? await imported() : first;
    expect(body).toMatchObject({
      error: {
        code: 'connection_validation_failed',
        message: expect.stringMatching(/^The hostname must be a plain host/) as string,
      },
    });
  });
});

describe('a connection whose secret is changed in Halo', () => {
  it('is diagnosed with the entry of the log that has the reason, whatever its owner wrote into its metadata', async () => {
    const { connectionId } = z.object({ connectionId: z.string() }).parse((await connect()).body);
    await platform.waitForIdle();
    await nango.updateMetadata(key, connectionId, { tenant_id: 'certus', note: 'invalid_scope: no such tenant' });
    const { application, api } = halo;
    const { clientSecret } = application;
    application.clientSecret = 'another';
    api.tokens.revoke();

    const found = await diagnose(connectionId);
    const [entry] = (await nango.listConnections({ connectionId })).connections[0]?.errors ?? [];
    expect(found).toMatchObject({ is_healthy: false, findings: [{ code: 'halo_no_token', severity: 'error' }] });
    expect(found.summary).toContain(`The reason is in the log entry ${entry?.log_id ?? 'that is missing'} in Nango`);
    expect(found.summary).toContain(
      'The Client Secret may have been changed in Halo, the API application or its agent',
    );
    application.clientSecret = clientSecret;
  });
});

describe('the input of diagnose-connection', () => {
  it.each([
    [{ check_writing: 'yes' }, '"check_writing": Invalid input: expected boolean, received string'],
    [{ check_writting: true }, 'Unrecognized key: "check_writting"'],
    ['yes', 'Invalid input: expected object, received string'],
  ])('%j is refused before anything is asked', async (input, problem) => {
    const { connectionId } = z.object({ connectionId: z.string() }).parse((await connect()).body);
    await platform.waitForIdle();
    const before = Object.values(halo.api.requests.all()).reduce((sum, count) => sum + count, 0);
    const ask = () => call('/action/trigger', { action_name: 'diagnose-connection', input }, connectionId);
    const first = await ask();
    // The server loses an error now and then.
    const refused = JSON.stringify(first.body).includes('is in progress') ? await ask() : first;
    expect(refused).toEqual({
      status: 500,
      body: {
        error: {
          code: 'action_script_runtime_error',
          message: 'The action script failed with a runtime error',
          payload: {
            code: 'halo_input_invalid',
            message: `The input of diagnose-connection is not valid: ${problem}.`,
            problems: [
              { field: problem.startsWith('"') ? 'check_writing' : '', message: expect.any(String) as string },
            ],
          },
        },
      },
    });
    expect(Object.values(halo.api.requests.all()).reduce((sum, count) => sum + count, 0)).toBe(before);
  });

  it('may be left out', async () => {
    const { connectionId } = z.object({ connectionId: z.string() }).parse((await connect()).body);
    expect(await nango.triggerAction(key, connectionId, 'diagnose-connection')).toMatchObject({ is_healthy: true });
  });
});
