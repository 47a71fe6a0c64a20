import { join } from 'node:path';

import { Nango } from '@nangohq/node';

import { buildDashboard } from '../../../sandbox/dashboard/build.js';
import type { RunningPlatform } from '../../../sandbox/platform/index.js';
import type { LivingTenant } from '../../../sandbox/world/index.js';
import { readCompiled } from '../../../scripts/deploy/compiled.js';
import { DECLARED } from '../../../scripts/deploy/nango-root.js';
import { connect } from '../../../scripts/start/connect.js';
import { Deployments } from '../../../scripts/start/functions/deployments.js';
import type { Prepared } from '../../../scripts/start/functions/library.js';
import { startLiving } from '../../../scripts/start/halo.js';
import { startLocalPlatform } from '../../../scripts/start/local-platform.js';

const ROOT = join(import.meta.dirname, '../../..');

export interface BrowserWorld {
  readonly tenant: LivingTenant;
  readonly platform: RunningPlatform;
  close(): Promise<void>;
}

/** A platform with its dashboard and a simulated tenant, as `npm start` has them. Nothing is enabled, nothing is connected. */
export async function startBrowserWorld(sizes = { tickets: 300, customers: 30, assets: 60 }): Promise<BrowserWorld> {
  const closers: (() => Promise<void>)[] = [];
  const onClose = (close: () => Promise<void>): void => {
    closers.unshift(close);
  };
  const halo = await startLiving({ ...sizes, seed: 1 }, { folder: undefined, isStill: true });
  onClose(() => halo.close());
  if (!halo.living) throw new Error('The simulated tenant does not live');
  const deployments = new Deployments({ prepare: compiledBefore });
  const platform = await startLocalPlatform(
    {
      root: ROOT,
      halo,
      integration: DECLARED,
      every: undefined,
      deployments,
      dashboard: await buildDashboard(),
      port: process.env['PORT'] === undefined ? undefined : Number(process.env['PORT']),
    },
    onClose,
  );
  await deployments.compile();
  return {
    tenant: halo.living,
    platform,
    close: async () => {
      for (const close of closers) await close();
    },
  };
}

/** What tests/setup/compile.ts compiled. */
async function* compiledBefore(): AsyncGenerator<Prepared> {
  const compiled = await readCompiled(join(ROOT, 'integrations'), DECLARED);
  const total = compiled.flows.length;
  yield { compiled, done: total, total };
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
