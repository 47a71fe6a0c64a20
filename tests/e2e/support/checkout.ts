import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { execa } from 'execa';

const REPOSITORY = join(import.meta.dirname, '../../..');
const parts = [
  'package.json',
  'tsconfig.json',
  'halo',
  'records',
  'syncs',
  'actions',
  'connection',
  'integrations',
  'providers',
  // The dashboard shows two of its pages as its guide.
  'docs',
  'sandbox',
  'scripts',
];

/** A copy of this package: what the CLI compiles there disturbs no other test, which all load the same bundles. */
export interface Checkout {
  readonly root: string;
  remove(): Promise<void>;
}

/** @param only functions, such as `syncs/tickets`, where compiling all of them would only take long */
export async function checkOut(only?: readonly string[]): Promise<Checkout> {
  const root = await mkdtemp(join(tmpdir(), 'halo-psa-'));
  // A fresh clone has nothing compiled.
  const isSource = (path: string): boolean => !/[/\\](build|nango\.json|node_modules)$/.test(path);
  for (const part of parts) {
    await cp(join(REPOSITORY, part), join(root, part), { recursive: true, filter: isSource });
  }
  if (only) await declareOnly(root, only);
  await symlink(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'));
  return { root, remove: () => rm(root, { recursive: true, force: true }) };
}

/** Leaves only these functions in the index of a checkout. */
export async function declareOnly(root: string, functions: readonly string[]): Promise<void> {
  const imports = functions.map((name) => `import './halo-psa/${name}.js';\n`);
  await writeFile(join(root, 'integrations/index.ts'), imports.join(''));
}

/** The environment of this process without what would make `npm start` look for a real tenant or a real Nango. */
export function plainEnvironment(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(([name]) => !/^(HALO|NANGO)_/.test(name));
  return { ...Object.fromEntries(entries), ...more };
}

/** `npm start -- <args>` in a checkout, in a process group of its own, as a terminal would have it. Never throws. */
export function npmStart(checkout: Checkout, args: readonly string[], env: Record<string, string> = {}) {
  return run(checkout, 'npm', ['start', '--silent', '--', ...args], env);
}

/** What `npm start` runs, without npm. */
export function startAlone(checkout: Checkout, args: readonly string[]) {
  return run(checkout, 'node', ['--import', 'tsx', 'scripts/start.ts', ...args], {});
}

function run({ root }: Checkout, file: string, args: readonly string[], env: Record<string, string>) {
  return execa(file, args, {
    cwd: root,
    preferLocal: true,
    extendEnv: false,
    env: plainEnvironment(env),
    detached: true,
    all: true,
    reject: false,
  });
}

/** True while a process of the group lives. */
export function isAlive(group: number): boolean {
  try {
    process.kill(-group, 0);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    throw error;
  }
}
