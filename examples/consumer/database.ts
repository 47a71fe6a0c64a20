import { mkdir, readdir } from 'node:fs/promises';

import { PGlite } from '@electric-sql/pglite';

import { SetupError } from './errors.js';

/** The part of a Postgres client that this application uses. PGlite has it as it is; any other client needs a few lines. */
export interface Database {
  query(sql: string, parameters?: unknown[]): Promise<{ rows: unknown[] }>;
  /** Runs several statements at once. */
  exec(sql: string): Promise<unknown>;
  /** All or nothing: an error inside undoes what was done inside. */
  transaction<Result>(work: (tx: Pick<Database, 'query'>) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/**
 * An embedded Postgres in a folder, which is made if it is missing, or in memory without one.
 * @throws {SetupError} when the folder holds something else
 */
export async function openDatabase(folder?: string): Promise<Database> {
  if (folder === undefined) return PGlite.create();
  await mkdir(folder, { recursive: true });
  const files = await readdir(folder);
  if (files.length > 0 && !files.includes('PG_VERSION')) throw noDatabase(folder);
  return PGlite.create({ dataDir: folder }).catch((error: unknown): never => {
    throw noDatabase(folder, error);
  });
}

function noDatabase(folder: string, cause?: unknown): SetupError {
  return new SetupError(
    `${folder} holds something that is no database of this application, or a broken one. Name another folder, or an empty one.`,
    { cause },
  );
}
