import { access, readFile, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { z } from 'zod';

import { AddProblem } from './problem.js';

/** Where `nango init` puts a project's functions by convention, seen from the application's folder. */
const CONVENTIONAL = 'nango-integrations';

/**
 * Finds the Nango root of a project: the folder itself or `nango-integrations` in it, told by `.nango/` and `index.ts`,
 * as the CLI does (nango-platform.md §2).
 *
 * @param own this package's Nango root, which is never a target
 * @throws {AddProblem} when there is none, or when it is one that the CLI would refuse
 */
export async function findNangoRoot(path: string, own: string): Promise<string> {
  const candidates = [resolve(path), resolve(path, CONVENTIONAL)];
  for (const folder of candidates) {
    if (!(await exists(join(folder, '.nango'))) || !(await exists(join(folder, 'index.ts')))) continue;
    if (await exists(join(folder, 'nango.yaml'))) {
      throw new AddProblem(
        `${folder} still has a nango.yaml, which the current CLI refuses. Run \`npx nango migrate-to-zero-yaml\` there first.`,
      );
    }
    if ((await realpath(folder)) === (await realpath(own))) {
      throw new AddProblem('That is the folder of this package. Name the folder of your own Nango project.');
    }
    return folder;
  }
  throw new AddProblem(
    `There is no Nango project in ${candidates.join(' or ')}: neither has both .nango/ and index.ts. Name the folder in ` +
      'which you run `nango deploy`, or create a project with `npx nango init` first.',
  );
}

const dependencies = z.record(z.string(), z.string()).default({});
const packageFile = z.object({ dependencies, devDependencies: dependencies });

/** What is wrong with the project's versions of the CLI and of zod, in sentences; empty when nothing is. */
export async function versionWarnings(root: string, wanted: Readonly<Record<string, string>>): Promise<string[]> {
  const path = join(root, 'package.json');
  if (!(await exists(path))) return [];
  const parsed = packageFile.parse(JSON.parse(await readFile(path, 'utf8')));
  const found: Record<string, string> = { ...parsed.dependencies, ...parsed.devDependencies };
  return Object.entries(wanted).flatMap(([name, version]) => {
    const has = found[name];
    if (has === undefined || has === version) return [];
    return [`${name}: your project has ${has}; these functions are tested with ${version}.`];
  });
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return false;
    throw error;
  }
}
