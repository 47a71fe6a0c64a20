import { createSwitches, startHalo, type RunningHalo, type SwitchOverrides } from '../../sandbox/halo/index.js';
import { OtherTenant, startLivingTenant, type LivingTenant } from '../../sandbox/world/index.js';
import type { OutboundRoute } from '../../sandbox/platform/index.js';
import { StartProblem } from './problem.js';
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
  /** True when it is simulated and answers as a survey says: then it shows that one run may not find every change. */
  readonly isLike: boolean;
  /** Set when it is simulated: only such a Halo is ever changed, and only its true counts are known. */
  readonly simulated: RunningHalo | undefined;
  /** Set when it changes by itself, and can be changed by others. */
  readonly living: LivingTenant | undefined;
  close(): Promise<void>;
}

/** How large a simulated tenant is. The same sizes and the same seed make the same tenant. */
export interface Sizes {
  readonly tickets: number;
  readonly customers: number;
  readonly assets: number;
  readonly seed: number;
}

/**
 * Starts a simulated tenant on a free loopback port.
 * @param like the switches of a survey, as which it answers
 */
export async function startSimulated(sizes: Sizes, like?: SwitchOverrides): Promise<Halo> {
  // There is no rate limit here; otherwise 100,000 tickets would take hours.
  const switches = createSwitches({ ...like, rateLimit: 'off' });
  const simulated = await startHalo({ ...sizes, switches, otherHostname: switches.tokens.hostname });
  const isLike = like !== undefined;
  return { ...describe(simulated), isLike, living: undefined, close: () => simulated.close() };
}

/** What a simulated tenant is connected with, which depends on its authorisation server. */
function describe(simulated: RunningHalo): Omit<Halo, 'isLike' | 'living' | 'close'> {
  const { hostname, port, certificate, application, switches } = simulated;
  const { hostname: issuer = hostname, tenantRequired: tenant } = switches.tokens;
  const query = tenant === undefined ? '' : `?tenant=${tenant}`;
  const isUsual = issuer === hostname && query === '';
  return {
    title: `simulated tenant ${hostname}`,
    hostname,
    clientId: application.clientId,
    clientSecret: application.clientSecret,
    form: isUsual ? {} : { token_url: `https://${issuer}/auth/token${query}` },
    routes: [...new Set([hostname, issuer])].map((name) => ({ hostname: name, port, certificate })),
    simulated,
  };
}

export interface LifeOptions {
  /** Where it is kept. */
  readonly folder: string | undefined;
  readonly isStill: boolean;
  /** The switches of a survey, as which it answers. */
  readonly like?: SwitchOverrides | undefined;
}

/** Milliseconds between two changes that the tenant makes by itself, about. */
const pace = 15_000;

/**
 * Starts a simulated tenant that changes by itself, in its stored state or as a new one. It has projects and opportunities too.
 * @throws {StartProblem} when the one that is kept is another one than was asked for
 */
export async function startLiving(sizes: Sizes, { folder, isStill, like }: LifeOptions): Promise<Halo> {
  const { seed, ...counts } = sizes;
  const all = { ...counts, projects: Math.ceil(counts.tickets / 50), opportunities: Math.ceil(counts.tickets / 80) };
  const options = { folder, seed, sizes: all, pace, isStill, switches: like };
  const living = await startLivingTenant(options).catch(explainOther);
  return { ...describe(living.halo), isLike: like !== undefined, living, close: () => living.close() };
}

function explainOther(error: unknown): never {
  if (!(error instanceof OtherTenant)) throw error;
  const { seed, sizes, switches } = error.kept;
  const { tickets = 0, customers = 0, assets = 0 } = sizes;
  const like = Object.keys(switches).length === 0 ? 'without --like' : 'and with the file of a survey (--like)';
  throw new StartProblem(
    `The stored world was made with --tickets ${tickets} --customers ${customers} --assets ${assets} --seed ${seed}, ${like}. ` +
      'Use the same options to continue with it, or start from scratch with --fresh.',
  );
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
    isLike: false,
    simulated: undefined,
    living: undefined,
    close: () => Promise.resolve(),
  };
}
