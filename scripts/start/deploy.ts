import { join } from 'node:path';

import { execa } from 'execa';

import { readDeclarations, type SyncDeclaration } from '../contract/declarations.js';
import { DECLARED } from '../deploy/stage.js';
import { functionsOf, verifyDeployed } from '../deploy/verify.js';
import { StartProblem } from './problem.js';
import type { Update } from './steps.js';

/** The package whose installed CLI is used. */
const PACKAGE = join(import.meta.dirname, '../..');

export interface LocalDeployment {
  /** The Nango root to compile and deploy. */
  readonly folder: string;
  /** The platform's address and key. */
  readonly platform: { readonly url: string; readonly secretKey: string };
  readonly signal: AbortSignal;
  /** Told what the CLI is at. */
  readonly update: Update;
}

/**
 * Compiles the functions and deploys them to the local platform: one call of the platform's own CLI, whose `deploy`
 * compiles by itself; compiling first, as `npm run deploy` does, would take as long again.
 * @returns the syncs that start by themselves
 * @throws {StartProblem} with the CLI's last words
 */
export async function deployLocally({ folder, platform, signal, update }: LocalDeployment): Promise<SyncDeclaration[]> {
  const quiet = ['--auto-confirm', '--no-interactive', '--no-telemetry', '--no-dependency-update'];
  const child = execa('nango', ['deploy', 'dev', '--integration', DECLARED, ...quiet], {
    cwd: folder,
    preferLocal: true,
    localDir: PACKAGE,
    extendEnv: false,
    env: {
      ...withoutSecrets(process.env),
      // Set here, they win over an .env in the folder, which may belong to a real environment of Nango.
      NANGO_HOSTPORT: platform.url,
      NANGO_SECRET_KEY_DEV: platform.secretKey,
      CI: 'true',
      NANGO_CLI_UPGRADE_MODE: 'ignore',
    },
    stdin: 'ignore',
    all: true,
    reject: false,
    cancelSignal: signal,
  });
  child.all.on('data', (data: Buffer) => {
    const line = data.toString().trim().split('\n').at(-1);
    if (line !== undefined && line !== '') update(`Compile and deploy the functions: ${line.replace(/^[^\w]+/, '')}`);
  });
  const { exitCode, all, failed, shortMessage } = await child;
  if (signal.aborted) signal.throwIfAborted();
  if (exitCode === undefined || (failed && all === '')) {
    throw new StartProblem(
      `The Nango CLI did not run: ${shortMessage ?? 'no reason given'}. Run \`npm ci\`, then this.`,
    );
  }
  if (exitCode !== 0) {
    throw new StartProblem(
      `${all.trim()}\n\nThe Nango CLI could not compile and deploy the functions; its words are above. Correct what they ` +
        'name (if nothing was edited here, run `npm ci` again), then start again.',
    );
  }
  const declarations = await readDeclarations(join(folder, '.nango/nango.json'));
  const deployed = verifyDeployed({ exitCode, output: all }, functionsOf(declarations, DECLARED));
  update(`Compile and deploy the functions: the server confirmed ${deployed.length}`);
  return declarations
    .filter(({ providerConfigKey }) => providerConfigKey === DECLARED)
    .flatMap(({ syncs }) => syncs.filter(({ auto_start: starts }) => starts));
}

/** The CLI needs no Halo, and no environment of Nango but the local one. */
function withoutSecrets(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(HALO|NANGO)_/.test(name)));
}
