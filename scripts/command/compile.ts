import { execa } from 'execa';

/** The functions do not compile, which the CLI has told about. */
export class CompileProblem extends Error {
  override readonly name = 'CompileProblem';
}

/**
 * Compiles the functions of the package at `root` with the platform's CLI, whose words go to stderr: stdout belongs to
 * the command.
 * @throws {CompileProblem}
 */
export async function compileFunctions(root: string, cancelSignal: AbortSignal): Promise<void> {
  // CI keeps the CLI from asking questions and from updating itself.
  const options = { cwd: root, env: { CI: 'true' }, stdout: process.stderr, stderr: 'inherit', cancelSignal } as const;
  const { failed } = await execa('npm', ['run', '--silent', 'compile'], { ...options, reject: false });
  if (failed) throw new CompileProblem('The functions do not compile. Correct what is shown above, then run it again.');
}
