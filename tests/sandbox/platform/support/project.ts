import { cp, mkdtemp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execa } from 'execa';

/** A copy of the fixture project outside the repository, so that compiling it leaves nothing behind. */
export async function copyFixture(): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'nango-project-')), 'project');
  await cp(resolve(import.meta.dirname, '../fixture'), folder, { recursive: true });
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** Runs the real CLI in a project, as a CI job would. Never throws: the caller looks at exit code and output. */
export async function nangoCli(
  folder: string,
  args: string[],
  platform?: { url: string; secretKey: string },
): Promise<{ exitCode?: number; all: string }> {
  const { exitCode, all } = await execa(
    'node',
    [
      join(folder, 'node_modules/nango/dist/index.js'),
      ...args,
      '--no-interactive',
      '--no-telemetry',
      '--no-dependency-update',
    ],
    {
      cwd: folder,
      reject: false,
      all: true,
      env: {
        CI: '1',
        NANGO_CLI_UPGRADE_MODE: 'ignore',
        ...(platform && { NANGO_HOSTPORT: platform.url, NANGO_SECRET_KEY_DEV: platform.secretKey }),
      },
    },
  );
  return { all, ...(exitCode !== undefined && { exitCode }) };
}
