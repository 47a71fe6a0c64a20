import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Ajv2020 } from 'ajv/dist/2020.js';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { openDatabase, type Database } from '../../examples/consumer/database.js';
import { forget, mirror, type Mirrored } from '../../examples/consumer/mirror.js';
import type { RecordReader } from '../../examples/consumer/reader.js';
import { createTables } from '../../examples/consumer/tables.js';
import { startLocalNango, type LocalNango } from '../support/local-nango.js';

const ROOT = join(import.meta.dirname, '../..');

let local: LocalNango;
let database: Database;

beforeAll(async () => {
  local = await startLocalNango({ seed: 4, tickets: 2300, customers: 30, assets: 70 });
  database = await openDatabase();
  await createTables(database);
});

afterAll(async () => {
  await database.close();
  await local.close();
});

async function ids(table: string): Promise<number[]> {
  const { rows } = await database.query(`select id from ${table} where connection_id = $1`, [
    local.connection.connectionId,
  ]);
  const found = z.array(z.object({ id: z.string() })).parse(rows);
  return found.map(({ id }) => Number(id)).sort((a, b) => a - b);
}

const update = (reader: RecordReader = local.nango): Promise<Mirrored[]> => mirror(reader, database, local.connection);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.custom<AddressInfo>().parse(server.address());
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function expectEqualToTenant(): Promise<void> {
  expect(await ids('tickets')).toEqual(local.halo.tenant.living('tickets'));
  expect(await ids('customers')).toEqual(local.halo.tenant.living('customers'));
  expect(await ids('assets')).toEqual(local.halo.tenant.living('assets'));
}

describe('the example application', () => {
  it('loses nothing and repeats nothing when the first load is interrupted', async () => {
    let calls = 0;
    const failing: RecordReader = {
      listRecords: (config) => (++calls > 2 ? Promise.reject(new Error('gone')) : local.nango.listRecords(config)),
    };
    await expect(update(failing)).rejects.toThrow('gone');
    expect(await ids('tickets')).toHaveLength(2000);
    expect((await update()).find(({ model }) => model === 'Ticket')).toMatchObject({ saved: 300, deleted: 0 });
    await expectEqualToTenant();
  });

  it('reads nothing when nothing changed', async () => {
    await local.runSyncs('tickets', 'customers', 'assets');
    expect(await update()).toEqual([
      { model: 'Ticket', saved: 0, deleted: 0 },
      { model: 'Customer', saved: 0, deleted: 0 },
      { model: 'Asset', saved: 0, deleted: 0 },
    ]);
  });

  it('follows edits, new records and deletions', async () => {
    const { tickets, customers, assets } = local.halo.tenant;
    const [first = 0, second = 0] = tickets.ids();
    tickets.edit(first, { summary: 'The printer is on fire' });
    tickets.delete(second);
    const created = tickets.create({ summary: 'New here' });
    customers.delete(customers.ids()[3] ?? 0);
    assets.archive(assets.ids()[5] ?? 0);
    await local.runSyncs('tickets', 'customers', 'assets');
    expect(await update()).toEqual([
      { model: 'Ticket', saved: 2, deleted: 1 },
      { model: 'Customer', saved: 0, deleted: 1 },
      { model: 'Asset', saved: 1, deleted: 0 },
    ]);
    await expectEqualToTenant();
    const { rows } = await database.query('select id, summary from tickets where id = any($1) order by id', [
      [String(first), String(created.id)],
    ]);
    expect(rows).toEqual(
      expect.arrayContaining([
        { id: String(first), summary: 'The printer is on fire' },
        { id: String(created.id), summary: 'New here' },
      ]),
    );
  });

  it('stores every field of a record, and columns with their own types', async () => {
    const { rows } = await database.query(
      `select count(*)::int as n from tickets
       where created_at is null or record ? '_nango_metadata' or record->>'summary' is distinct from summary`,
    );
    expect(rows).toEqual([{ n: 0 }]);
  });

  it.each([
    ['Ticket', 'tickets'],
    ['Customer', 'customers'],
    ['Asset', 'assets'],
  ])('contains %s records that fit their published schema', async (model, table) => {
    const schema: unknown = JSON.parse(await readFile(join(ROOT, `docs/schemas/${model}.json`), 'utf8'));
    const validate = new Ajv2020().compile(z.looseObject({}).parse(schema));
    const { rows } = await database.query(`select record from ${table} limit 50`);
    const records = z.array(z.object({ record: z.unknown() })).parse(rows);
    expect(records.length).toBeGreaterThan(0);
    for (const { record } of records) expect(validate(record), JSON.stringify(validate.errors)).toBe(true);
  });

  it('runs as a command, and continues where it stopped', { timeout: 240_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'consumer-'));
    const { connectionId } = local.connection;
    const args = ['run', '--silent', 'example', '--', '--connection', connectionId, '--database', join(folder, 'copy')];
    const env = { NANGO_HOST: local.platform.url, NANGO_SECRET_KEY: local.platform.secretKey };
    const first = await execa('npm', args, { cwd: ROOT, env });
    expect(first.stdout).toContain('Ticket: 2300 saved, 0 deleted');
    const second = await execa('npm', args, { cwd: ROOT, env });
    expect(second.stdout).toContain('Ticket: 0 saved, 0 deleted');
    const keyless = await execa('npm', args, { cwd: ROOT, env: { NANGO_SECRET_KEY: undefined }, reject: false });
    expect(keyless.stderr).toContain('Set NANGO_SECRET_KEY');
    await rm(folder, { recursive: true, force: true });
  });

  it('follows webhooks as a command until it is stopped', { timeout: 240_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'consumer-'));
    const { connectionId } = local.connection;
    const copy = join(folder, 'copy');
    const port = await freePort();
    const options = ['--connection', connectionId, '--database', copy, '--listen', String(port)];
    const key = 'some-signing-key';
    const child = execa('npm', ['run', '--silent', 'example', '--', ...options], {
      cwd: ROOT,
      env: {
        NANGO_HOST: local.platform.url,
        NANGO_SECRET_KEY: local.platform.secretKey,
        NANGO_WEBHOOK_SIGNING_KEY: key,
      },
    });
    let printed = '';
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (data: Buffer) => {
        printed += data.toString();
        if (data.includes('Listening for webhooks')) resolve();
      });
      child.catch(reject);
    });
    const [first = 0] = local.halo.tenant.tickets.ids();
    local.halo.tenant.tickets.edit(first, { summary: 'Told by a webhook' });
    await local.runSyncs('tickets');
    const webhook = { type: 'sync', connectionId, syncName: 'tickets', success: true, responseResults: { updated: 1 } };
    const statuses: number[] = [];
    for (const providerConfigKey of ['zendesk', 'halo-psa']) {
      const body = JSON.stringify({ ...webhook, providerConfigKey });
      const headers = { 'x-nango-hmac-sha256': createHmac('sha256', key).update(body).digest('hex') };
      statuses.push((await fetch(`http://127.0.0.1:${port}`, { method: 'POST', headers, body })).status);
    }
    // A webhook is answered before it is worked on.
    await expect.poll(() => printed, { timeout: 60_000 }).toContain('Ticket: 1 saved');
    // npm passes the signal on; the database is closed before the command ends.
    child.kill('SIGTERM');
    const { stdout } = await child;
    expect(statuses).toEqual([200, 200]);
    expect(stdout.match(/^Ticket: .*$/gm)).toEqual(['Ticket: 2300 saved, 0 deleted', 'Ticket: 1 saved, 0 deleted']);
    const kept = await openDatabase({ folder: copy });
    const { rows } = await kept.query('select integration, summary from tickets where id = $1', [String(first)]);
    await kept.close();
    expect(rows).toEqual([{ integration: 'halo-psa', summary: 'Told by a webhook' }]);
    await rm(folder, { recursive: true, force: true });
  });

  it('loads everything again after it was told to forget a connection', async () => {
    await forget(database, local.connection);
    expect(await ids('tickets')).toEqual([]);
    await update();
    await expectEqualToTenant();
  });
});
