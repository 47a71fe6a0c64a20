import { mkdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

import { z } from 'zod';

import { chooseFunctions, contentsFor, packageFunctions } from './contents.js';
import { MANIFEST, readManifest, writeManifest } from './manifest.js';
import { planFiles, type FileChange } from './plan.js';
import { AddProblem } from './problem.js';
import { registerFunctions } from './register.js';
import { findNangoRoot, versionWarnings } from './root.js';

export interface AddOptions {
  /** This package. */
  readonly repository: string;
  /** The folder of a Nango project, or one that holds it as `nango-integrations`. */
  readonly path: string;
  /** Key of the integration in Nango, which is the name of its folder too. */
  readonly integration: string;
  /** Names of functions; `all`; undefined for what was chosen the last time, or all. */
  readonly only: readonly string[] | 'all' | undefined;
  /** Overwrite edits. */
  readonly force: boolean;
  /** Change nothing. */
  readonly dryRun: boolean;
}

/** What was done, or would be. */
export interface Added {
  /** The integration's folder. */
  readonly folder: string;
  /** Names of the functions that are there now. */
  readonly functions: readonly string[];
  readonly version: string;
  /** The version that was there before. */
  readonly replaced: string | undefined;
  readonly changes: readonly FileChange[];
  readonly indexChanged: boolean;
  readonly warnings: readonly string[];
}

const packageFile = z.object({ version: z.string() });
const rootPackageFile = z.object({ devDependencies: z.record(z.string(), z.string()) });

/**
 * Puts the functions, and the code that they need, into another Nango project, and registers them in its `index.ts`.
 * Nothing else in the project is touched. All or nothing: a conflict is found before anything is written.
 *
 * @throws {AddProblem} whose message says what to do
 */
export async function addToProject(options: AddOptions): Promise<Added> {
  const { repository, integration, force } = options;
  if (!/^[a-z0-9][a-z0-9_-]*$/i.test(integration)) {
    throw new AddProblem(`"${integration}" cannot be an integration's folder; use letters, digits, - and _.`);
  }
  const root = await findNangoRoot(options.path, join(repository, 'integrations'));
  const folder = join(root, integration);
  const before = await readManifest(folder);
  const only = options.only === 'all' ? undefined : (options.only ?? before?.only ?? undefined);
  const functions = chooseFunctions(await packageFunctions(repository), only);
  const contents = await contentsFor(repository, functions);
  const planned = await planFiles(folder, contents, before);
  const edited = planned.filter(({ action }) => action === 'conflict');
  if (edited.length > 0 && !force) throw conflictProblem(root, folder, edited);
  const changes = force ? planned.map(forced) : planned;

  const paths = functions.map(({ path }) => path);
  const dropped = (before?.functions ?? []).filter((path) => !paths.includes(path));
  const indexFile = join(root, 'index.ts');
  const index = await readFile(indexFile, 'utf8');
  const registered = registerFunctions(index, integration, paths, dropped);
  const { version } = packageFile.parse(JSON.parse(await readFile(join(repository, 'package.json'), 'utf8')));
  if (!options.dryRun) {
    for (const change of changes) await apply(folder, change);
    await writeFile(join(folder, MANIFEST), writeManifest(version, only, paths, contents));
    if (registered !== index) await writeFile(indexFile, registered);
  }
  const pinned = await readFile(join(repository, 'integrations/package.json'), 'utf8');
  return {
    folder,
    functions: functions.map(({ name }) => name),
    version,
    replaced: before?.version,
    changes,
    indexChanged: registered !== index,
    warnings: await versionWarnings(root, rootPackageFile.parse(JSON.parse(pinned)).devDependencies),
  };
}

function conflictProblem(root: string, folder: string, edited: readonly FileChange[]): AddProblem {
  const files = edited.map(({ path }) => `  ${relative(root, join(folder, path))}`);
  return new AddProblem(
    [
      'Nothing was changed. These files were edited or created in your project, and differ from this package:',
      ...files,
      'Move your changes elsewhere, for example into functions of your own, or overwrite them with --force.',
    ].join('\n'),
  );
}

/** With --force the package's own state wins everywhere. */
function forced(change: FileChange): FileChange {
  if (change.action !== 'conflict' && change.action !== 'keep edit') return change;
  return { ...change, action: change.content === undefined ? 'remove' : 'update' };
}

async function apply(folder: string, { path, action, content }: FileChange): Promise<void> {
  const file = join(folder, path);
  if (action === 'remove') {
    await rm(file);
    await removeEmptyFolders(folder, dirname(path));
  } else if ((action === 'add' || action === 'update') && content !== undefined) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

async function removeEmptyFolders(folder: string, path: string): Promise<void> {
  if (path === '.') return;
  try {
    await rmdir(join(folder, path));
  } catch (error) {
    // A folder that still holds something stays, and so do those above it.
    if (error instanceof Error && 'code' in error && (error.code === 'ENOTEMPTY' || error.code === 'EEXIST')) return;
    throw error;
  }
  await removeEmptyFolders(folder, dirname(path));
}
