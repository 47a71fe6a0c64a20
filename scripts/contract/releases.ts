import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

import semver from 'semver';
import { z } from 'zod';

import type { Problem } from '../definition/problem.js';
import { compareContracts, type ContractFile } from './compare.js';

/** A release that cannot be kept; the message says what to do. */
export class ReleaseProblem extends Error {
  override readonly name = 'ReleaseProblem';
}

export const CONTRACT = 'nango.yaml';
const RELEASES = 'docs/releases';

/** The contract of the newest release, or nothing when none was released yet. */
export async function newestRelease(root: string): Promise<ContractFile | undefined> {
  const versions = (await releaseFiles(join(root, RELEASES))).map((file) => basename(file, '.yaml'));
  const version = semver.rsort(versions.filter((name) => semver.valid(name) !== null))[0];
  if (version === undefined) return undefined;
  const file = `${RELEASES}/${version}.yaml`;
  return { file, version, text: await readFile(join(root, file), 'utf8') };
}

async function releaseFiles(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((file) => file.endsWith('.yaml'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** What in a contract breaks the consumers of the newest release; nothing when there is no release. */
export async function breaksLastRelease(root: string, text: string): Promise<Problem[]> {
  const released = await newestRelease(root);
  if (!released) return [];
  return compareContracts(released, { file: CONTRACT, text, version: await packageVersion(root) });
}

/**
 * Stores the current contract as released under the version of package.json and returns the file's name.
 * @throws {ReleaseProblem} when that version is released already with another contract: what was published stays as it was.
 */
export async function storeRelease(root: string): Promise<string> {
  const version = await packageVersion(root);
  const text = await readFile(join(root, CONTRACT), 'utf8');
  const file = `${RELEASES}/${version}.yaml`;
  if ((await releaseFiles(join(root, RELEASES))).includes(`${version}.yaml`)) {
    if ((await readFile(join(root, file), 'utf8')) === text) return file;
    throw new ReleaseProblem(
      `${file} exists with another contract; raise the version in package.json before you release again.`,
    );
  }
  await mkdir(join(root, RELEASES), { recursive: true });
  await writeFile(join(root, file), text);
  return file;
}

async function packageVersion(root: string): Promise<string> {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
  return version;
}
