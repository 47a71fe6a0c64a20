import { execa } from 'execa';

/**
 * Compiles the functions once before any test runs, with the real CLI, so that tests load the very bundles that
 * `nango deploy` would upload (`integrations/build/*.cjs`).
 */
export async function setup(): Promise<void> {
  await execa('npm', ['run', '--silent', 'compile'], { env: { CI: 'true' } });
}
