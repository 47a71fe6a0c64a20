import { join } from 'node:path';

import { Nango } from '@nangohq/node';

import { buildDashboard } from '../../../sandbox/dashboard/build.js';
import { startPlatform, type Extension, type RunningPlatform } from '../../../sandbox/platform/index.js';
import { startLivingTenant, tenantRoutes, type LivingTenant } from '../../../sandbox/world/index.js';
import { readCompiled } from '../../../scripts/deploy/compiled.js';
import { send } from '../../../scripts/deploy/send.js';
import { Server } from '../../../scripts/deploy/server.js';
import { shipmentFor } from '../../../scripts/deploy/shipment.js';
import { DECLARED } from '../../../scripts/deploy/nango-root.js';
import { targetOf } from '../../../scripts/deploy/target.js';
import { connect } from '../../../scripts/start/connect.js';

const ROOT = join(import.meta.dirname, '../../..');

export interface BrowserWorld {
  readonly tenant: LivingTenant;
  readonly platform: RunningPlatform;
  close(): Promise<void>;
}

/** A platform with its dashboard and a simulated tenant. Nothing is enabled, nothing is connected. */
export async function startBrowserWorld(sizes = { tickets: 300, customers: 30, assets: 60 }): Promise<BrowserWorld> {
  const tenant = await startLivingTenant({ seed: 1, sizes, pace: 60_000, isStill: true });
  const { hostname, port, certificate } = tenant.halo;
  const world: Extension = (app) => {
    tenantRoutes(app, tenant);
    app.get('/local/world', () => ({
      version: '0.0.0',
      url: '',
      integration: 'halo-psa',
      schedule: { isOn: true, everyMs: null },
      functions: { state: 'ready', message: null },
      tenant: {
        hostname,
        isStill: true,
        connect: {
          hostname,
          client_id: tenant.halo.application.clientId,
          client_secret: tenant.halo.application.clientSecret,
        },
      },
    }));
    app.post('/local/deployments', async () => {
      const compiled = await readCompiled(join(ROOT, 'integrations'), 'halo-psa');
      const target = targetOf('dev', { NANGO_HOSTPORT: platform.url, NANGO_SECRET_KEY_DEV: platform.secretKey });
      const { deployed } = await send(new Server(target), shipmentFor('halo-psa', compiled, []), []);
      return { functions: deployed.length };
    });
  };
  const platform = await startPlatform({
    ...(process.env['PORT'] !== undefined && { port: Number(process.env['PORT']) }),
    storage: 'memory',
    schedule: true,
    lostRefusals: 'none',
    routes: [{ hostname, port, certificate }],
    dashboard: await buildDashboard(),
    extensions: [world],
  });
  tenant.listen((change) => {
    platform.announce('tenant.changed', { change });
  });
  return {
    tenant,
    platform,
    close: async () => {
      await platform.close();
      await tenant.close();
    },
  };
}

/**
 * Enables Halo PSA and connects the tenant, as the story does it by hand.
 * @returns the connection's id, once the first runs are done
 */
export async function connectTenant({ platform, tenant }: BrowserWorld): Promise<string> {
  const nango = new Nango({ host: platform.url, apiKey: platform.secretKey });
  await nango.createIntegration({ provider: DECLARED, unique_key: DECLARED });
  const headers = { authorization: `Bearer ${platform.secretKey}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ provider_config_key: DECLARED });
  const answer = await fetch(`${platform.url}/local/deployments`, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(`The functions were not deployed: ${await answer.text()}`);
  const { hostname, application } = tenant.halo;
  const { clientId, clientSecret } = application;
  const { connectionId } = await connect(nango, platform.url, { hostname, clientId, clientSecret, form: {} });
  await platform.waitForIdle();
  return connectionId;
}
