import { prodHost } from '@nangohq/node';

import type { Environment } from './environment.js';
import { DeployProblem } from './problem.js';

/** The environment of Nango to deploy to, and how to get there. */
export interface Target {
  /** Its name, such as `dev`. */
  readonly environment: string;
  /** Address of the server: scheme and host. */
  readonly url: string;
  /** The host alone, for messages. */
  readonly host: string;
  /** The address comes from NANGO_HOSTPORT; otherwise it is that of Nango Cloud. */
  readonly isOwnServer: boolean;
  readonly secretKey: string;
  /** The variable that the key comes from. */
  readonly keyName: string;
}

/**
 * Finds the server and the key of an environment in the variables that the CLI reads too.
 * @throws {DeployProblem} when there is no key, or no address where one should be. It never shows a value: that of
 *   NANGO_HOSTPORT may be a key that was put into the wrong line.
 */
export function targetOf(environment: string, env: Environment): Target {
  const secretKey = requireSecretKey(environment, env);
  const given = env['NANGO_HOSTPORT']?.trim() ?? '';
  const url = addressOf(given === '' ? prodHost : given);
  return {
    environment,
    url: url.origin,
    host: url.host,
    isOwnServer: given !== '',
    secretKey,
    keyName: secretKeyName(environment),
  };
}

function addressOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isAddress =
    url !== undefined &&
    /^https?:$/.test(url.protocol) &&
    [url.username, url.password, url.search, url.hash].every((part) => part === '') &&
    url.pathname === '/';
  if (isAddress) return url;
  throw new DeployProblem(
    'NANGO_HOSTPORT is not the address of a server. It consists of the scheme and the host, with the port if it is ' +
      'not the usual one, such as https://nango.example.com. Correct it in .env or where it is exported.',
  );
}

/**
 * The key of exactly this environment. The CLI would fall back to `NANGO_SECRET_KEY`, whatever environment that one belongs
 * to.
 * @throws {DeployProblem} when there is none.
 */
export function requireSecretKey(environment: string, env: Environment): string {
  const name = secretKeyName(environment);
  const key = env[name]?.trim() ?? '';
  if (key !== '') return key;
  throw new DeployProblem(
    `There is no secret key for the environment "${environment}". Copy it from that environment's settings in Nango and ` +
      `write it to .env as ${name}=<key>, or export it as ${name}, then run this again.`,
  );
}

function secretKeyName(environment: string): string {
  return `NANGO_SECRET_KEY_${environment.toUpperCase()}`;
}
