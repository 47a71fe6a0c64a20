import { Nango } from '@nangohq/node';

import { startPlatform, type Profile } from '../../sandbox/platform/index.js';
import { Api } from './api.js';
import type { Server } from './options.js';
import type { Patience } from './polling.js';
import { ContractProblem } from './problem.js';
import { localTenant, publicTenant, type Tenant } from './test-bed/tenant.js';

/** The server under examination. */
export interface Target {
  readonly name: string;
  readonly url: string;
  readonly key: string;
  readonly nango: Nango;
  readonly api: Api;
  readonly tenant: Tenant | undefined;
  readonly patience: Patience;
  close(): Promise<void>;
}

/** Starts the stand-in with a tenant behind it. */
export async function openStandIn(profile: Profile): Promise<Target> {
  const { tenant, route } = await localTenant();
  const platform = await startPlatform({
    storage: 'memory',
    routes: [route],
    // As a server is at first: with the definitions that Nango ships, and without this package's stricter records.
    definitions: [],
    validateRecords: false,
    profile,
  });
  const { url, secretKey: key } = platform;
  return {
    name: 'the stand-in',
    ...clients({ url, key }),
    tenant,
    patience: { every: 30, atMost: 30_000 },
    close: async () => {
      await platform.close();
      await tenant.close();
    },
  };
}

/** @throws ContractProblem when the server does not answer, or does not know the key */
export async function openServer(server: Server, tenantAddress: string | undefined, port?: number): Promise<Target> {
  const target = clients(server);
  const { status } = await target.api.ask('GET', '/integrations').catch((cause: unknown) => {
    throw new ContractProblem(`Nothing answers at ${server.url}. Correct --host, or start the server.`, { cause });
  });
  if (status === 401 || status === 403) {
    throw new ContractProblem(`${server.url} does not accept the secret key: take the key of one of its environments.`);
  }
  if (status !== 200) {
    throw new ContractProblem(`${server.url} answered ${String(status)} to GET /integrations: it is no Nango server.`);
  }
  const tenant = tenantAddress === undefined ? undefined : await publicTenant(tenantAddress, port);
  return {
    name: server.url,
    ...target,
    tenant,
    patience: { every: 500, atMost: 90_000 },
    close: async () => {
      await tenant?.close();
    },
  };
}

function clients({ url, key }: Server) {
  return { url, key, nango: new Nango({ host: url, apiKey: key }), api: new Api(url, key) };
}
