import type { Environment } from '../deploy/environment.js';
import { checkField, variables, type Variable } from './form.js';
import { StartProblem } from './problem.js';

/** What a real tenant is connected with. */
export interface Remote {
  readonly hostname: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Permissions to ask for, separated by spaces or commas; all when left out. */
  readonly scopes: string | undefined;
  /** The whole address of the API, for tenants on a port or below a path. */
  readonly resourceServer: string | undefined;
  /** The complete address of the token endpoint, for tenants that need one. */
  readonly tokenUrl: string | undefined;
}

const required = ['HALO_HOSTNAME', 'HALO_CLIENT_ID', 'HALO_CLIENT_SECRET'] as const satisfies readonly Variable[];

/**
 * The real tenant that the environment names.
 * @returns `undefined` when it names none
 * @throws {StartProblem} when it names one by halves, as nobody who set one of these wants the simulated tenant, or with
 * a value that the Connect form would refuse
 */
export function readRemote(env: Environment): Remote | undefined {
  const read = (name: Variable): string | undefined => env[name]?.trim() || undefined;
  const set = variableNames.filter((name) => read(name) !== undefined);
  const [hostname, clientId, clientSecret] = required.map(read);
  if (hostname !== undefined && clientId !== undefined && clientSecret !== undefined) {
    for (const name of set) checkField(name, read(name) ?? '');
    return {
      hostname,
      clientId,
      clientSecret,
      scopes: read('HALO_SCOPES'),
      resourceServer: read('HALO_RESOURCE_SERVER'),
      tokenUrl: read('HALO_TOKEN_URL'),
    };
  }
  if (set.length === 0) return undefined;
  const missing = required.filter((name) => read(name) === undefined);
  throw new StartProblem(
    `${set.join(' and ')} ${set.length === 1 ? 'is' : 'are'} set, but not ${missing.join(' and ')}. Set all of ` +
      `${required.join(', ')} (in the environment or in .env) to read a real tenant, or none of them to see the simulated one.`,
  );
}

const isVariable = (name: string): name is Variable => name in variables;
const variableNames = Object.keys(variables).filter(isVariable);
