import { isAxiosError } from 'axios';
import { z } from 'zod';

import { DeployProblem } from './problem.js';
import type { Target } from './target.js';

/** The server answered with a refusal. */
export class ServerRefusal extends DeployProblem {
  constructor(
    message: string,
    readonly status: number,
    readonly code: string | undefined,
  ) {
    super(message);
  }
}

const refusal = z.object({
  error: z.object({
    code: z.string(),
    message: z.string().optional(),
    errors: z.array(z.object({ message: z.string() })).optional(),
  }),
});

/** What Node calls the ways in which a connection does not come about. */
const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: 'no host of that name was found',
  EAI_AGAIN: 'no host of that name was found',
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was closed before the answer came',
  EHOSTUNREACH: 'there is no route to that host',
  ENETUNREACH: 'there is no route to that host',
  ETIMEDOUT: 'there was no answer in time',
  ECONNABORTED: 'there was no answer in time',
  EPROTO: 'it does not use https on that port',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
};

/**
 * The message for the user about a request that failed. The failure itself is left out on purpose, because it holds the request
 * with the key in it, and whatever prints an error prints its cause too.
 */
export function explainFailure(error: unknown, target: Target): Error {
  if (!isAxiosError(error)) return error instanceof Error ? error : new Error(String(error));
  if (error.response) return explainRefusal(error.response.status, error.response.data, target);
  const place = target.isOwnServer
    ? `${target.host}, the host in NANGO_HOSTPORT`
    : `${target.host}, which is Nango Cloud`;
  const remedy = target.isOwnServer
    ? 'Correct NANGO_HOSTPORT, or make sure that the server runs and can be reached from this machine'
    : 'Check the network of this machine; for a self-hosted Nango, set NANGO_HOSTPORT to its address';
  return new DeployProblem(
    `Nango does not answer at ${place}: ${reasonOf(error.code)}. ${remedy}, then run this again.`,
  );
}

function reasonOf(code = 'no reason was given'): string {
  const isUntrusted = /SELF_SIGNED|UNABLE_TO_(GET|VERIFY)/.test(code);
  if (isUntrusted)
    return `its certificate is not trusted (NODE_EXTRA_CA_CERTS names a file with your own certificate authority)`;
  return reasons[code] ?? code;
}

function explainRefusal(status: number, body: unknown, { host, environment, keyName }: Target): DeployProblem {
  const parsed = refusal.safeParse(body);
  if (!parsed.success) {
    return new ServerRefusal(
      `${host} answers with status ${status}, and not as a Nango server does. Is NANGO_HOSTPORT its address?`,
      status,
      undefined,
    );
  }
  const { code, message = '', errors = [] } = parsed.data.error;
  const words = [message, ...errors.map((one) => one.message)].filter((text) => text !== '').join(' ');
  const explained = (text: string): ServerRefusal => new ServerRefusal(text, status, code);
  if (status === 401) {
    return explained(
      `Nango at ${host} does not accept the key in ${keyName} (status 401, ${code}). Copy the key from the settings of the ` +
        `environment "${environment}" on that server.`,
    );
  }
  if (status === 403) {
    return explained(
      `Nango at ${host} says that the key in ${keyName} lacks a permission: "${words}". Add it to the key in Nango, or take ` +
        'a key without limits.',
    );
  }
  if (code === 'concurrent_deployment') {
    return explained(
      `Another deployment to "${environment}" is in progress. Wait until it is done, then run this again.`,
    );
  }
  return explained(`Nango at ${host} refused with status ${status} (${code}): ${words}`);
}
