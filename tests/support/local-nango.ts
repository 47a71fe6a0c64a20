import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Nango } from '@nangohq/node';
import { z } from 'zod';

import { startHalo, type RunningHalo, type StartHaloOptions } from '../../sandbox/halo/index.js';
import { startPlatform, type RunningPlatform } from '../../sandbox/platform/index.js';
import { COMPILED, readDeclarations, type IntegrationDeclaration } from '../../scripts/contract/declarations.js';

const ROOT = join(import.meta.dirname, '../..');

/** A simulated tenant, connected to a local platform on which the compiled functions are deployed. */
export interface LocalNango {
  readonly halo: RunningHalo;
  readonly platform: RunningPlatform;
  readonly nango: Nango;
  /** What most calls of the client begin with. */
  readonly connection: { readonly providerConfigKey: string; readonly connectionId: string };
  /** Runs syncs now and waits until they are done. */
  runSyncs(...names: string[]): Promise<void>;
  close(): Promise<void>;
}

/** Starts both, connects as the Connect form does, and waits until the syncs that start by themselves are done. */
export async function startLocalNango(options: StartHaloOptions = {}): Promise<LocalNango> {
  const halo = await startHalo(options);
  const { hostname, port, certificate, application } = halo;
  const routes = [{ hostname, port, certificate }];
  const platform = await startPlatform({
    storage: 'memory',
    routes,
    definitions: [join(ROOT, 'providers/halo-psa.yaml')],
  });
  const nango = new Nango({ host: platform.url, apiKey: platform.secretKey });
  const providerConfigKey = 'halo-psa';
  await nango.createIntegration({ provider: 'halo-psa', unique_key: providerConfigKey });
  await post(platform, '/sync/deploy', await compiledDeployment());
  const session = await nango.createConnectSession({ end_user: { id: 'tests' } });
  const query = new URLSearchParams({ connect_session_token: session.data.token, 'params[hostname]': hostname });
  const connected = await post(platform, `/oauth2/auth/${providerConfigKey}?${query.toString()}`, {
    client_id: application.clientId,
    client_secret: application.clientSecret,
  });
  const { connectionId } = z.object({ connectionId: z.string() }).parse(connected);
  await platform.waitForIdle();
  return {
    halo,
    platform,
    nango,
    connection: { providerConfigKey, connectionId },
    runSyncs: async (...names) => {
      await nango.triggerSync(providerConfigKey, names, connectionId);
      await platform.waitForIdle();
    },
    close: async () => {
      await platform.close();
      await halo.close();
    },
  };
}

async function post({ url, secretKey }: RunningPlatform, path: string, body: unknown): Promise<unknown> {
  const headers = { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' };
  const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path} was answered with ${response.status}: ${text}`);
  return JSON.parse(text);
}

/** What the CLI would send for the functions as the test run compiled them; compiling again would disturb other tests. */
async function compiledDeployment(): Promise<object> {
  const integrations = await readDeclarations(join(ROOT, COMPILED));
  return {
    flowConfigs: (await Promise.all(integrations.map(flowsOf))).flat(),
    onEventScriptsByProvider: await Promise.all(integrations.map(eventsOf)),
    deployMode: 'integration',
    reconcile: true,
    debug: false,
    nangoYamlBody: '',
    sdkVersion: '0.71.10-zero',
  };
}

async function flowsOf({ providerConfigKey, syncs, actions }: IntegrationDeclaration): Promise<object[]> {
  const common = ({
    name,
    version,
    input,
    json_schema,
  }: (typeof syncs)[number] | (typeof actions)[number]): object => ({
    syncName: name,
    providerConfigKey,
    version,
    ...(input === null ? {} : { input }),
    endpoints: [],
    models_json_schema: json_schema,
  });
  return Promise.all([
    ...syncs.map(async (sync) => ({
      ...common(sync),
      type: 'sync',
      models: sync.output,
      runs: sync.runs,
      auto_start: sync.auto_start,
      track_deletes: sync.track_deletes,
      sync_type: sync.sync_type,
      fileBody: { js: await bundle(providerConfigKey, 'syncs', sync.name), ts: '' },
    })),
    ...actions.map(async (action) => ({
      ...common(action),
      type: 'action',
      models: action.output ?? [],
      runs: null,
      fileBody: { js: await bundle(providerConfigKey, 'actions', action.name), ts: '' },
    })),
  ]);
}

async function eventsOf({ providerConfigKey, onEventScripts }: IntegrationDeclaration): Promise<object> {
  const pairs = Object.entries(onEventScripts).flatMap(([event, names]) => names.map((name) => ({ event, name })));
  const scripts = pairs.map(async ({ event, name }) => ({
    name,
    event,
    fileBody: { js: await bundle(providerConfigKey, 'on-events', name), ts: '' },
  }));
  return { providerConfigKey, scripts: await Promise.all(scripts) };
}

function bundle(key: string, kind: string, name: string): Promise<string> {
  return readFile(join(ROOT, `integrations/build/${key}_${kind}_${name}.cjs`), 'utf8');
}
