import { join } from 'node:path';

import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Connection } from '../../scripts/start/connect.js';
import { declareOnly, plainEnvironment } from './support/checkout.js';
import { setUp } from './support/set-up.js';
import { startWorld, type E2eWorld } from './support/world.js';

/** The whole way, with nothing replaced but Halo and the server: CLI, functions, platform, client. */

const models = {
  tickets: 'Ticket',
  customers: 'Customer',
  assets: 'Asset',
  sites: 'Site',
  contacts: 'Contact',
  agents: 'Agent',
  teams: 'Team',
} as const;
const syncs = ['tickets', 'customers', 'assets', 'sites', 'contacts', 'agents', 'teams'] as const;

interface ReadRecord {
  id: string;
  action: string;
  deleted: boolean;
  record: Record<string, unknown>;
}

let world: E2eWorld;
let connection: Connection;
/** By model: where the application has read up to. */
const cursors = new Map<string, string | null>();

beforeAll(async () => {
  // More than two pages of tickets, a second one of assets.
  world = await startWorld({ seed: 3, tickets: 230, customers: 12, assets: 60 });
  connection = await world.connect();
});
afterAll(() => world.close());

/** Reads a model from where the last reading ended, a hundred records a call. */
async function readOn(model: string): Promise<ReadRecord[]> {
  const all: ReadRecord[] = [];
  let cursor = cursors.get(model) ?? null;
  for (;;) {
    const { records, next_cursor: next } = await world.nango.listRecords({ ...connection, model, limit: 100, cursor });
    for (const { id, _nango_metadata: metadata, ...record } of records) {
      const { last_action: action, deleted_at: deletedAt } = metadata;
      all.push({ id: String(id), action, deleted: deletedAt !== null, record });
      cursor = metadata.cursor;
    }
    if (next === null) break;
  }
  cursors.set(model, cursor);
  return all;
}

/** What changed, in short: `ADDED 17`. */
const inShort = (records: readonly ReadRecord[]): string[] => records.map(({ id, action }) => `${action} ${id}`).sort();

async function syncAgain(...names: string[]): Promise<void> {
  const already = world.platform.runs.length;
  await world.nango.triggerSync(connection.providerConfigKey, names, connection.connectionId);
  await world.platform.waitForIdle();
  const runs = world.platform.runs.slice(already);
  expect(runs.flatMap(({ sync, error }) => (error ? [{ sync, error }] : []))).toEqual([]);
  expect(runs.map(({ sync }) => sync).sort()).toEqual([...names].sort());
}

describe('from a new connection to records that follow their tenant', () => {
  it('ran every sync that starts by itself, and no other', () => {
    const { runs } = world.platform;
    expect(runs.map(({ sync, status }) => `${sync} ${status}`).sort()).toEqual(
      [...syncs, ...setUp].map((name) => `${name} success`).sort(),
    );
  });

  it.each(syncs)('brings all %s', async (sync) => {
    const read = await readOn(models[sync]);
    expect(read.map(({ id }) => Number(id)).sort((a, b) => a - b)).toEqual(world.halo.tenant.living(sync));
    // Records that are completed from their details are saved a second time.
    const action = ['customers', 'sites'].includes(sync) ? 'UPDATED' : 'ADDED';
    expect(new Set(read.map((record) => record.action))).toEqual(new Set([action]));
  });

  it('keeps what the connection is, and no secret, in its metadata', async () => {
    const metadata = await world.nango.getMetadata(connection.providerConfigKey, connection.connectionId);
    expect(metadata).toMatchObject({ halo_connection: { product: 'HaloPSA' } });
    expect(JSON.stringify(metadata)).not.toContain(world.halo.application.clientSecret);
  });

  it('delivers changes after the cursor, and the same ones as modified since a moment', async () => {
    const { tickets, customers, assets } = world.halo.tenant;
    const since = new Date();
    const created = tickets.create({ summary: 'Made between two runs' });
    tickets.edit(1003, { summary: 'Edited between two runs' });
    customers.archive(customers.ids().find((id) => !customers.require(id).inactive) ?? 0);
    assets.edit(501, { inventory_number: 'PC-9999' });

    await syncAgain('tickets', 'customers', 'assets');
    const changed = await readOn('Ticket');
    expect(inShort(changed)).toEqual([`ADDED ${created.id}`, 'UPDATED 1003']);
    expect(changed.find(({ id }) => id === '1003')?.record).toMatchObject({ summary: 'Edited between two runs' });
    expect(await readOn('Customer')).toMatchObject([{ action: 'UPDATED', record: { is_archived: true } }]);
    expect(await readOn('Asset')).toMatchObject([{ id: '501', action: 'UPDATED', record: { tag: 'PC-9999' } }]);

    const modifiedAfter = since.toISOString();
    const { records } = await world.nango.listRecords({ ...connection, model: 'Ticket', modifiedAfter });
    expect(records.map(({ id }) => id).sort()).toEqual(['1003', String(created.id)].sort());
  });

  it('says nothing when nothing changed', async () => {
    await syncAgain(...syncs);
    for (const model of Object.values(models)) expect(await readOn(model)).toEqual([]);
  });

  it('delivers deletions: soft and for good', async () => {
    const { tickets, customers, assets } = world.halo.tenant;
    const customer = customers.ids().at(-1) ?? 0;
    tickets.delete(1010);
    customers.delete(customer);
    assets.delete(502);

    await syncAgain('tickets', 'customers', 'assets');
    expect(await readOn('Ticket')).toMatchObject([{ id: '1010', action: 'DELETED', deleted: true }]);
    expect(await readOn('Customer')).toMatchObject([{ id: String(customer), action: 'DELETED', deleted: true }]);
    expect(await readOn('Asset')).toMatchObject([{ id: '502', action: 'DELETED', deleted: true }]);
    const { records } = await world.nango.listRecords({ ...connection, model: 'Ticket', filter: 'deleted' });
    expect(records.map(({ id }) => id)).toEqual(['1010']);
  });

  it('takes a deletion back when the ticket is restored', async () => {
    world.halo.tenant.tickets.restore(1010);
    await syncAgain('tickets');
    expect(await readOn('Ticket')).toMatchObject([{ id: '1010', deleted: false }]);
  });
});

describe('nango dryrun', () => {
  it('runs a sync of the connection and saves nothing', { timeout: 300_000 }, async () => {
    const before = world.platform.runs.length;
    const args = ['dryrun', 'tickets', connection.connectionId, '-e', 'dev', '--auto-confirm', '--validation'];
    const quiet = ['--no-interactive', '--no-telemetry', '--no-dependency-update'];
    // The CLI picks the function out of all that are compiled; the others would only take long.
    await declareOnly(world.checkout.root, ['syncs/tickets']);
    await execa('npm', ['run', 'compile'], { cwd: world.checkout.root });
    const { all, exitCode } = await execa('nango', [...args, ...quiet], {
      cwd: join(world.checkout.root, 'integrations'),
      preferLocal: true,
      localDir: world.checkout.root,
      extendEnv: false,
      env: plainEnvironment({
        NANGO_HOSTPORT: world.platform.url,
        NANGO_SECRET_KEY_DEV: world.platform.secretKey,
        NANGO_CLI_UPGRADE_MODE: 'ignore',
        CI: 'true',
      }),
      all: true,
      reject: false,
    });
    expect(all).toContain('Edited between two runs');
    expect(all).toContain('status_category');
    expect(exitCode).toBe(0);
    expect(world.platform.runs).toHaveLength(before);
    expect(await readOn('Ticket')).toEqual([]);
  });
});
