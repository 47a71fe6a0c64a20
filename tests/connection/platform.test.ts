import { Nango } from '@nangohq/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';

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

async function call(path: string, body: unknown): Promise<{ status: number; body: unknown }> {
  const headers = { authorization: `Bearer ${platform.secretKey}`, 'content-type': 'application/json' };
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
  for (const [name, value] of Object.entries(entered)) query.set(`params[${name}]`, value);
  const { clientId: client_id, clientSecret: client_secret } = halo.application;
  return call(`/oauth2/auth/${key}?${query.toString()}`, { client_id, client_secret });
}

it('a good connection is made, checked and described', async () => {
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

it('a connection that cannot work is refused with the sentence and the step, and is gone', async () => {
  const { agents } = halo.tenant;
  agents.archive(halo.application.agentId);
  const before = (await nango.listConnections()).connections.length;
  const { status, body } = await connect();
  agents.unarchive(halo.application.agentId);
  expect(status).toBe(400);
  expect(body).toMatchObject({
    error: {
      code: 'connection_validation_failed',
      message: expect.stringContaining('step-2-create-an-api-only-agent') as string,
    },
  });
  expect((await nango.listConnections()).connections).toHaveLength(before);
});

it('a hostname that leads elsewhere is refused, although the platform lets it through', async () => {
  const token_url = `https://${halo.hostname}/auth/token`;
  const { status, body } = await connect({ hostname: `${halo.hostname}/evil`, token_url });
  expect(status).toBe(400);
  expect(JSON.stringify(body)).toContain(`in the form \\"${halo.hostname}\\"`);
});
