import { access, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { StartProblem } from './problem.js';

/** A folder that a world is kept in, held by this process. */
export interface DataFolder {
  readonly path: string;
  /** Of the embedded database. */
  readonly database: string;
  /** Whether a world was kept in it before. */
  readonly isContinued: boolean;
  release(): Promise<void>;
}

const LOCK = 'in-use-by';
/** What a world's folder may hold; anything else belongs to somebody else. */
const own = new Set(['database', 'tenant.json', 'tenant.json.new', LOCK]);

/**
 * Takes a folder for this process alone: two would destroy each other's database.
 * @param fresh begin anew, whatever is kept there
 * @throws {StartProblem} when it is in use, or holds something else
 */
export async function takeDataFolder(path: string, fresh: boolean): Promise<DataFolder> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const foreign = (await readdir(path)).find((name) => !own.has(name));
  if (foreign !== undefined) {
    throw new StartProblem(
      `${path} contains something that does not belong to a local world, such as ${foreign}. Name another folder with --data, or an empty one.`,
    );
  }
  await takeLock(path);
  if (fresh) {
    for (const name of ['database', 'tenant.json']) await rm(join(path, name), { recursive: true, force: true });
  }
  const database = join(path, 'database');
  return {
    path,
    database,
    isContinued: await exists(join(database, 'PG_VERSION')),
    release: () => rm(join(path, LOCK), { force: true }),
  };
}

async function takeLock(path: string): Promise<void> {
  const lock = join(path, LOCK);
  const write = (): Promise<void> => writeFile(lock, String(process.pid), { flag: 'wx' });
  try {
    await write();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    const holder = Number(await readFile(lock, 'utf8'));
    if (isAlive(holder)) {
      throw new StartProblem(
        `The world in ${path} is in use by process ${holder}. End that process, or name another folder with --data.`,
      );
    }
    // Its process was ended before it could give the folder back.
    await rm(lock, { force: true });
    await write();
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    // Whatever prevents reading it also prevents opening the database, which then reports it.
    return false;
  }
}
