import { mkdir, readdir } from 'node:fs/promises';

import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';

import { SetupError } from './errors.js';

/** The part of a Postgres client that this application uses. */
export interface Database {
  query(sql: string, parameters?: unknown[]): Promise<{ rows: unknown[] }>;
  /** Runs several statements at once. */
  exec(sql: string): Promise<unknown>;
  /** All or nothing: an error inside undoes what was done inside. */
  transaction<Result>(work: (tx: Pick<Database, 'query'>) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** Where the copy is: a Postgres server, or an embedded Postgres in a folder; in memory without either. */
export interface DatabasePlace {
  /** `postgres://…`, as in `DATABASE_URL`. */
  readonly url?: string | undefined;
  readonly folder?: string | undefined;
}

/** @throws {SetupError} when it cannot be opened; the sentence never repeats the address, which holds a password */
export async function openDatabase({ url, folder }: DatabasePlace = {}): Promise<Database> {
  if (url !== undefined) return openServer(url);
  if (folder === undefined) return PGlite.create();
  await mkdir(folder, { recursive: true });
  const files = await readdir(folder);
  if (files.length > 0 && !files.includes('PG_VERSION')) throw noDatabase(folder);
  return PGlite.create({ dataDir: folder }).catch((error: unknown): never => {
    throw noDatabase(folder, error);
  });
}

async function openServer(url: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url });
  // A connection that breaks while nobody uses it is replaced by the next query, which tells if that fails too.
  pool.on('error', () => undefined);
  await pool.query('select 1').catch(async (error: unknown): Promise<never> => {
    await pool.end();
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'no reason given';
    throw new SetupError(
      `The database that DATABASE_URL names cannot be used (${reason}). Check its address, user, password and name, and that the server runs.`,
    );
  });
  return {
    query: (sql, parameters) => pool.query(sql, parameters),
    exec: (sql) => pool.query(sql),
    transaction: async (work) => {
      const client = await pool.connect();
      try {
        await client.query('begin');
        const result = await work({ query: (sql, parameters) => client.query(sql, parameters) });
        await client.query('commit');
        client.release();
        return result;
      } catch (error) {
        // The connection is given up, and with it everything that was done inside.
        client.release(true);
        throw error;
      }
    },
    close: () => pool.end(),
  };
}

function noDatabase(folder: string, cause?: unknown): SetupError {
  return new SetupError(
    `${folder} holds something that is no database of this application, or a broken one. Name another folder, or an empty one.`,
    { cause },
  );
}
