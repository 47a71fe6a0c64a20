import { createSwitches, startHalo, type RunningHalo } from '../../sandbox/halo/index.js';
import type { OutboundRoute } from '../../sandbox/platform/index.js';
import type { Remote } from './remote.js';

/** The Halo that a run connects to, with what is entered in the Connect form. */
export interface Halo {
  readonly title: string;
  readonly hostname: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The other fields of the form. */
  readonly form: Readonly<Record<string, string>>;
  /** Where its hostname leads when that is this machine. */
  readonly routes: readonly OutboundRoute[];
  /** Set when it is simulated: only such a Halo is ever changed, and only its true counts are known. */
  readonly simulated: RunningHalo | undefined;
  close(): Promise<void>;
}

/** How large a simulated tenant is. The same sizes and the same seed make the same tenant. */
export interface Sizes {
  readonly tickets: number;
  readonly customers: number;
  readonly assets: number;
  readonly seed: number;
}

/** Starts a simulated tenant on a free loopback port. */
export async function startSimulated(sizes: Sizes): Promise<Halo> {
  // There is no rate limit here; otherwise 100,000 tickets would take hours.
  const simulated = await startHalo({ ...sizes, switches: createSwitches({ rateLimit: 'off' }) });
  const { hostname, port, certificate, application } = simulated;
  return {
    title: `simulated tenant ${hostname}`,
    hostname,
    clientId: application.clientId,
    clientSecret: application.clientSecret,
    form: {},
    routes: [{ hostname, port, certificate }],
    simulated,
    close: () => simulated.close(),
  };
}

/**
 * A tenant that is only read: nothing is started, changed or counted.
 * @param routes for tests, which let a hostname lead to this machine
 */
export function openRemote(remote: Remote, routes: readonly OutboundRoute[] = []): Halo {
  const { hostname, clientId, clientSecret, scopes, resourceServer, tokenUrl } = remote;
  return {
    title: `tenant ${hostname}`,
    hostname,
    clientId,
    clientSecret,
    form: {
      ...(scopes && { oauth_scopes: scopes }),
      ...(resourceServer && { resource_server: resourceServer }),
      ...(tokenUrl && { token_url: tokenUrl }),
    },
    routes,
    simulated: undefined,
    close: () => Promise.resolve(),
  };
}
