import { join } from 'node:path';

import { Nango } from '@nangohq/node';
import { z } from 'zod';

import { startHalo, type RunningHalo, type StartHaloOptions } from '../../sandbox/halo/index.js';
import { startPlatform, type PlatformOptions, type RunningPlatform } from '../../sandbox/platform/index.js';
import { readCompiled } from '../../scripts/deploy/compiled.js';
import { Server } from '../../scripts/deploy/server.js';
import { shipmentFor } from '../../scripts/deploy/shipment.js';
import { targetOf } from '../../scripts/deploy/target.js';

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
export async function startLocalNango(
  options: StartHaloOptions = {},
  { lostFailures }: Pick<PlatformOptions, 'lostFailures'> = {},
): Promise<LocalNango> {
  const halo = await startHalo(options);
  const { hostname, port, certificate, application } = halo;
  const routes = [{ hostname, port, certificate }];
  const platform = await startPlatform({
    storage: 'memory',
    routes,
    definitions: [join(ROOT, 'providers/halo-psa.yaml')],
    ...(lostFailures && { lostFailures }),
  });
  const nango = new Nango({ host: platform.url, apiKey: platform.secretKey });
  const providerConfigKey = 'halo-psa';
  await nango.createIntegration({ provider: 'halo-psa', unique_key: providerConfigKey });
  // What the test run compiled; compiling again would disturb other tests.
  const compiled = await readCompiled(join(ROOT, 'integrations'), providerConfigKey);
  const target = targetOf('dev', { NANGO_HOSTPORT: platform.url, NANGO_SECRET_KEY_DEV: platform.secretKey });
  await new Server(target).deploy(shipmentFor(providerConfigKey, compiled, []));
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
