import { join } from 'node:path';

import { execa } from 'execa';

import { readDeclarations } from '../contract/declarations.js';
import { loadEnvironment, requireSecretKey, type Environment } from './environment.js';
import { DeployProblem } from './problem.js';
import { stageFor } from './stage.js';
import { functionsOf, verifyDeployed, type CliRun } from './verify.js';

/** The package whose installed CLI is used. */
const PACKAGE = join(import.meta.dirname, '../..');

export interface DeployOptions {
  /** Folder that holds `integrations/`. */
  readonly root: string;
  /** Environment of Nango, such as `dev`; chooses the secret key. */
  readonly environment: string | undefined;
  /** Key of the integration in Nango that gets the functions. */
  readonly integration: string;
  /** Do everything but send. */
  readonly dryRun: boolean;
  /** Allow the removal of functions that have connections. */
  readonly allowDestructive: boolean;
  /** Let the CLI's output through to the terminal. */
  readonly show: boolean;
  readonly env: Environment;
}

/**
 * Deploys the functions of this package to one integration of a Nango environment, with the platform's CLI.
 * @returns what was deployed, one function an item (for a dry run: what would be).
 * @throws {DeployProblem} whose message says what to do.
 */
export async function deploy(options: DeployOptions): Promise<string[]> {
  const { root, environment, integration, dryRun, allowDestructive } = options;
  if (!environment) {
    throw new DeployProblem('Name the environment of Nango to deploy to, for example `npm run deploy -- dev`.');
  }
  if (!/^[a-z0-9][a-z0-9_-]*$/i.test(integration)) {
    throw new DeployProblem(
      `"${integration}" cannot be an integration's folder; use letters, digits, hyphens and underscores.`,
    );
  }
  const env = await loadEnvironment(root, options.env);
  requireSecretKey(environment, env);
  const stage = await stageFor(root, integration);
  try {
    await compile(stage.folder, env, options.show);
    const compiled = await readDeclarations(join(stage.folder, '.nango/nango.json'));
    const functions = functionsOf(compiled, integration);
    if (functions.length === 0)
      throw new DeployProblem('integrations/index.ts imports no sync and no action; there is nothing to deploy.');
    if (dryRun) return functions;
    // Never the whole project: that would remove every function of the environment that this package does not have.
    const args = ['deploy', environment, '--integration', integration, '--auto-confirm'];
    const run = await nango(
      stage.folder,
      allowDestructive ? [...args, '--allow-destructive'] : args,
      env,
      options.show,
    );
    return verifyDeployed(run, functions);
  } finally {
    await stage.remove();
  }
}

async function compile(folder: string, env: Environment, show: boolean): Promise<void> {
  const { exitCode } = await nango(folder, ['compile'], env, show);
  if (exitCode !== 0)
    throw new DeployProblem('The functions do not compile; nothing was deployed. Correct what is shown above.');
}

/** Runs the CLI in `folder`. It asks no questions: there is nobody to answer in CI. */
async function nango(folder: string, args: readonly string[], env: Environment, show: boolean): Promise<CliRun> {
  const quiet = ['--no-interactive', '--no-telemetry', '--no-dependency-update'];
  const { exitCode, all } = await execa('nango', [...args, ...quiet], {
    cwd: folder,
    preferLocal: true,
    localDir: PACKAGE,
    extendEnv: false,
    env: { ...env, CI: 'true', NANGO_CLI_UPGRADE_MODE: 'ignore' },
    stdin: 'ignore',
    stdout: show ? ['pipe', 'inherit'] : 'pipe',
    stderr: show ? ['pipe', 'inherit'] : 'pipe',
    all: true,
    reject: false,
  });
  return { exitCode, output: all };
}
