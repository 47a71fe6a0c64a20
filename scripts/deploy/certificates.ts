import { readFile } from 'node:fs/promises';
import { Agent } from 'node:https';
import { createSecureContext } from 'node:tls';

import type { Environment } from './environment.js';
import { DeployProblem } from './problem.js';

/**
 * For servers that ask for a client's certificate, or have one of an authority of their own: the files that are named by the
 * CLI's variables NANGO_CLI_TLS_CERT, _KEY (when it is not in the same file) and _CA, and _KEY_PASSPHRASE.
 * @returns nothing when none of them is set
 * @throws {DeployProblem} when a file cannot be read
 */
export async function agentFor(env: Environment): Promise<Agent | undefined> {
  const [cert, key, ca] = await Promise.all(
    ['NANGO_CLI_TLS_CERT', 'NANGO_CLI_TLS_KEY', 'NANGO_CLI_TLS_CA'].map((name) => readNamed(name, env)),
  );
  if (cert === undefined && ca === undefined) return undefined;
  const options = { cert, key: key ?? cert, ca, passphrase: env['NANGO_CLI_TLS_KEY_PASSPHRASE'] };
  try {
    // An agent takes anything; what does not fit would only show in the first request, as something else.
    createSecureContext(options);
  } catch (error) {
    throw new DeployProblem(
      'The files that NANGO_CLI_TLS_CERT, NANGO_CLI_TLS_KEY and NANGO_CLI_TLS_CA name are not a certificate with its ' +
        'key, or NANGO_CLI_TLS_KEY_PASSPHRASE is not the passphrase of the key.',
      { cause: error },
    );
  }
  return new Agent(options);
}

async function readNamed(name: string, env: Environment): Promise<string | undefined> {
  const file = env[name]?.trim() ?? '';
  if (file === '') return undefined;
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new DeployProblem(`The file that ${name} names cannot be read. Correct ${name}, or leave it out.`, {
      cause: error,
    });
  }
}
