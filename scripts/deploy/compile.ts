import { join } from 'node:path';

import { execa } from 'execa';

import { withoutSecrets, type Environment } from './environment.js';
import { DeployProblem } from './problem.js';

/** The package whose installed CLI is used. */
const PACKAGE = join(import.meta.dirname, '../..');

export interface CompileOptions {
  /** The Nango root. */
  readonly folder: string;
  readonly env: Environment;
  /** Let the CLI's output through to the terminal. */
  readonly show?: boolean;
  /** Called with what the CLI prints, as it is printed. */
  readonly onOutput?: (text: string) => void;
  readonly signal?: AbortSignal;
  /** Put source maps into the bundles, which then name places of the sources in errors. Default: true. */
  readonly sourceMaps?: boolean;
}

/**
 * Compiles the functions of a Nango root with the platform's CLI: types, bundles, `.nango/nango.json`.
 * @throws {DeployProblem} when they do not compile, with the CLI's words if they were not shown
 */
export async function compile(options: CompileOptions): Promise<void> {
  const { folder, env, show = false, onOutput, signal, sourceMaps = true } = options;
  const quiet = ['--no-interactive', '--no-telemetry', '--no-dependency-update'];
  const child = execa('nango', ['compile', ...quiet, ...(sourceMaps ? [] : ['--sourcemap', 'false'])], {
    cwd: folder,
    preferLocal: true,
    localDir: PACKAGE,
    extendEnv: false,
    env: { ...withoutSecrets(env), CI: 'true', NANGO_CLI_UPGRADE_MODE: 'ignore' },
    stdin: 'ignore',
    stdout: show ? ['pipe', 'inherit'] : 'pipe',
    stderr: show ? ['pipe', 'inherit'] : 'pipe',
    all: true,
    reject: false,
    ...(signal && { cancelSignal: signal }),
  });
  if (onOutput) {
    child.all.on('data', (data: Buffer) => {
      onOutput(data.toString());
    });
  }
  const { exitCode, all, shortMessage } = await child;
  signal?.throwIfAborted();
  if (exitCode === 0) return;
  if (exitCode === undefined) {
    throw new DeployProblem(
      `The Nango CLI did not run: ${shortMessage ?? 'no reason given'}. Run \`npm ci\`, then this.`,
    );
  }
  throw new DeployProblem(
    `${show ? '' : `${all.trim()}\n\n`}The Nango CLI could not compile the functions. Correct what it names ` +
      'above; if nothing was edited here, run `npm ci` again.',
  );
}
