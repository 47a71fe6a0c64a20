import { afterAll, beforeAll, expect, it } from 'vitest';

import { openDatabase, type Database } from '../../examples/consumer/database.js';
import { isSameEnvironment, rememberEnvironment } from '../../examples/consumer/environment.js';
import { SetupError } from '../../examples/consumer/errors.js';
import { readDatabaseUrl } from '../../examples/consumer/settings.js';
import { createTables } from '../../examples/consumer/tables.js';

type Reader = Parameters<typeof isSameEnvironment>[0];

let database: Database;
beforeAll(async () => {
  database = await openDatabase();
  await createTables(database);
});
afterAll(() => database.close());

/** A Nango whose integration was made at that time. */
const nango = (created_at: string): Reader => ({
  getIntegration: ({ uniqueKey }) => {
    const times = { created_at, updated_at: created_at };
    const data = { unique_key: uniqueKey, provider: 'halo-psa', display_name: '', logo: '', forward_webhooks: true };
    return Promise.resolve({ data: { ...data, ...times } });
  },
});
const silent: Reader = { getIntegration: () => Promise.reject(new Error('403')) };
const [first, second] = ['2026-01-01T00:00:00Z', '2026-02-02T00:00:00Z'];

it('the example recognises its environment; in doubt it assumes another one', async () => {
  expect(await isSameEnvironment(nango(first), database, 'halo-psa')).toBe(false);
  await rememberEnvironment(silent, database, 'halo-psa');
  expect(await isSameEnvironment(nango(first), database, 'halo-psa')).toBe(false);
  await rememberEnvironment(nango(first), database, 'halo-psa');
  expect(await isSameEnvironment(nango(first), database, 'halo-psa')).toBe(true);
  await rememberEnvironment(nango(second), database, 'halo-psa');
  expect(await isSameEnvironment(nango(second), database, 'halo-psa')).toBe(false);
  expect(await isSameEnvironment(silent, database, 'halo-psa')).toBe(false);
  expect(await isSameEnvironment(nango(first), database, 'halo-itsm')).toBe(false);
});

it('a database server that cannot be used is reported in one sentence without its password', async () => {
  const url = 'postgres://me:very-secret@127.0.0.1:1/copy';
  const error: unknown = await openDatabase({ url }).catch((failure: unknown) => failure);
  expect(error).toBeInstanceOf(SetupError);
  expect(String(error)).toContain('The database that DATABASE_URL names cannot be used (ECONNREFUSED).');
  expect(String(error)).not.toContain('very-secret');
  expect(() => readDatabaseUrl({ DATABASE_URL: 'mysql://me:very-secret@host/copy' })).toThrow(
    'DATABASE_URL must be the address of a Postgres database',
  );
  expect(readDatabaseUrl({ DATABASE_URL: ' ' })).toBeUndefined();
});
