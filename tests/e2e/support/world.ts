import { join } from 'node:path';

import { Nango } from '@nangohq/node';

import { startHalo, type RunningHalo, type StartHaloOptions } from '../../../sandbox/halo/index.js';
import { startPlatform, type RunningPlatform } from '../../../sandbox/platform/index.js';
import { connect, type Connection } from '../../../scripts/start/connect.js';
import { Deployments } from '../../../scripts/start/functions/deployments.js';
import { FunctionLibrary } from '../../../scripts/start/functions/library.js';
import { checkOut, type Checkout } from './checkout.js';

/** A tenant and a platform with its embedded database, on which the functions are deployed as `npm start` does it. */
export interface E2eWorld {
  readonly checkout: Checkout;
  readonly halo: RunningHalo;
  readonly platform: RunningPlatform;
  readonly nango: Nango;
  /** Connects with the application's credentials, or with others. @returns once the first runs are done */
  connect(changes?: Partial<Parameters<typeof connect>[2]>): Promise<Connection>;
  close(): Promise<void>;
}

export interface E2eWorldOptions extends StartHaloOptions {
  /** Provider definitions over Nango's own; ours when left out, none for the official one. */
  readonly definitions?: string[];
}

export async function startWorld({ definitions, ...options }: E2eWorldOptions): Promise<E2eWorld> {
  const checkout = await checkOut();
  const halo = await startHalo(options);
  const { hostname, port, certificate, application } = halo;
  const { clientId, clientSecret } = application;
  const platform = await startPlatform({
    routes: [{ hostname, port, certificate }],
    definitions: definitions ?? [join(checkout.root, 'providers/halo-psa.yaml')],
  });
  const nango = new Nango({ host: platform.url, apiKey: platform.secretKey });
  await nango.createIntegration({ provider: 'halo-psa', unique_key: 'halo-psa' });
  const { signal } = new AbortController();
  const library = new FunctionLibrary({ root: checkout.root, signal, say: () => undefined });
  const deployments = new Deployments(library);
  deployments.attach(platform);
  await deployments.compile();
  await deployments.deployTo('halo-psa');
  return {
    checkout,
    halo,
    platform,
    nango,
    connect: async (changes = {}) => {
      const connection = await connect(nango, platform.url, { hostname, clientId, clientSecret, form: {}, ...changes });
      await platform.waitForIdle();
      return connection;
    },
    close: async () => {
      await platform.close();
      await halo.close();
      await checkout.remove();
    },
  };
}
