import { PGlite } from '@electric-sql/pglite';

/** The part of a Postgres client that this application uses. PGlite has it as it is; any other client needs a few lines. */
export interface Database {
  query(sql: string, parameters?: unknown[]): Promise<{ rows: unknown[] }>;
  /** Runs several statements at once. */
  exec(sql: string): Promise<unknown>;
  /** All or nothing: an error inside undoes what was done inside. */
  transaction<Result>(work: (tx: Pick<Database, 'query'>) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** An embedded Postgres in a folder, or in memory without one. */
export async function openDatabase(folder?: string): Promise<Database> {
  return PGlite.create(folder === undefined ? {} : { dataDir: folder });
}
