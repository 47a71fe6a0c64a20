import { join } from 'node:path';

import { compile } from '../deploy/compile.js';

/**
 * Compiles the functions of the package at `root` for a command that reads the result. Progress goes to stderr, because stdout
 * belongs to the command.
 * @throws {DeployProblem} when they do not compile, with the CLI's words
 */
export async function compileFunctions(root: string, signal: AbortSignal): Promise<void> {
  process.stderr.write('Compiling the functions.\n');
  await compile({ folder: join(root, 'integrations'), env: process.env, signal });
}
