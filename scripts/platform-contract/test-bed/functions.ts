import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { execa } from 'execa';

import { readCompiled, type Compiled } from '../../deploy/compiled.js';
import { withoutSecrets } from '../../deploy/environment.js';
import { ContractProblem } from '../problem.js';

const probes = join(import.meta.dirname, '../probes');
/** The folder of the probes that becomes the integration's key. */
const declared = 'probe';
const root = join(import.meta.dirname, '../../..');

export interface Deployment {
  readonly url: string;
  readonly key: string;
  /** The integration that gets the probes. */
  readonly integration: string;
  readonly signal: AbortSignal;
}

/**
 * Compiles the probes and deploys them with the platform's own CLI, to one integration and nothing else.
 *
 * @returns what was compiled, for a second deployment without the CLI
 * @throws ContractProblem with the CLI's last words
 */
export async function deployProbes({ url, key, integration, signal }: Deployment): Promise<Compiled> {
  // Beside the other Nango roots, so that the CLI finds its packages; the folder's name is the integration's key.
  const folder = await mkdtemp(join(root, '.deploy-'));
  try {
    for (const part of ['package.json', '.nango', 'lib'])
      await cp(join(probes, part), join(folder, part), { recursive: true });
    await cp(join(probes, declared), join(folder, integration), { recursive: true });
    const index = await readFile(join(probes, 'index.ts'), 'utf8');
    await writeFile(join(folder, 'index.ts'), index.replaceAll(`'./${declared}/`, `'./${integration}/`));
    await nango(folder, { url, key, integration, signal });
    return await readCompiled(folder, integration);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function nango(folder: string, { url, key, integration, signal }: Deployment): Promise<void> {
  const quiet = ['--auto-confirm', '--no-interactive', '--no-telemetry', '--no-dependency-update'];
  const { exitCode, all } = await execa('nango', ['deploy', 'dev', '--integration', integration, ...quiet], {
    cwd: folder,
    preferLocal: true,
    localDir: root,
    extendEnv: false,
    // `dev` only chooses the variable that the key is read from; the key says which environment it is.
    env: {
      ...withoutSecrets(process.env),
      NANGO_HOSTPORT: url,
      NANGO_SECRET_KEY_DEV: key,
      CI: 'true',
      NANGO_CLI_UPGRADE_MODE: 'ignore',
    },
    stdin: 'ignore',
    all: true,
    reject: false,
    cancelSignal: signal,
  });
  signal.throwIfAborted();
  if (exitCode !== 0) {
    throw new ContractProblem(`The Nango CLI could not deploy the probes to ${url}. Its last words:\n${all.trim()}`);
  }
}
