import { createHash } from 'node:crypto';
import { access, readdir, readFile, rename, rm } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';

import { execa } from 'execa';

const ROOT = join(import.meta.dirname, '../..');
/** Where built pages are kept, beside the compiled functions: a folder that may be deleted at any time. */
const BUILDS = join(ROOT, 'node_modules/.cache/nango-halo-psa/dashboard');

/** What the built page depends on, beside its own sources: the versions of its libraries, and the guides that it shows. */
const inputs = [
  'package.json',
  'sandbox/dashboard/vite.config.ts',
  'sandbox/dashboard/app',
  'halo',
  'docs/connect.md',
  'docs/troubleshooting.md',
];

export interface BuildOptions {
  /** Ends the build. */
  readonly signal?: AbortSignal;
}

/**
 * Bundles the dashboard with vite, unless that was done for these very sources before.
 *
 * @returns the folder of the built files, with `index.html` in it
 * @throws {Error} with vite's words when it cannot be built
 */
export async function buildDashboard({ signal }: BuildOptions = {}): Promise<string> {
  const folder = join(BUILDS, await keyOfSources());
  if (await exists(folder)) return folder;
  // Built elsewhere and renamed, so that a build that was interrupted never passes for a whole one.
  const unfinished = `${folder}-${process.pid}`;
  try {
    await runVite(unfinished, signal);
    await rename(unfinished, folder).catch(async (error: unknown) => {
      // Another process may have built the same meanwhile.
      if (!(await exists(folder))) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return folder;
}

async function runVite(folder: string, signal: AbortSignal | undefined): Promise<void> {
  const args = ['build', '--config', 'sandbox/dashboard/vite.config.ts', '--outDir', folder, '--logLevel', 'error'];
  const vite = execa('vite', args, {
    cwd: ROOT,
    preferLocal: true,
    localDir: ROOT,
    stdin: 'ignore',
    all: true,
    reject: false,
    ...(signal && { cancelSignal: signal }),
  });
  // Whoever waits for the first table waits for the functions, which are compiled at the same time on two cores.
  if (vite.pid !== undefined) setPriority(vite.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  const { failed, all, shortMessage } = await vite;
  signal?.throwIfAborted();
  if (failed) throw new Error(`The dashboard cannot be built. ${all === '' ? (shortMessage ?? '') : all}`);
}

/** A name for the state of all sources: another text in any of them gives another name. */
async function keyOfSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const input of inputs) {
    for (const file of await filesOf(input)) hash.update(`${file}\n`).update(await readFile(join(ROOT, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

async function filesOf(path: string): Promise<string[]> {
  if (/\.\w+$/.test(path)) return [path];
  const entries = await readdir(join(ROOT, path), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1))
    .sort();
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
