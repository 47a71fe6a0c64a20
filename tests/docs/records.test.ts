import { createHmac } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';

import { startLocalNango, type LocalNango } from '../support/local-nango.js';
import { readPages } from './support/pages.js';
import { Programs } from './support/programs.js';
import { modulesOf } from './support/typescript.js';

type Guide = Record<string, (...values: unknown[]) => unknown>;

const record = z.looseObject({ id: z.string(), _nango_metadata: z.object({ deleted_at: z.string().nullable() }) });
const changes = z.object({ records: z.array(record), cursor: z.string().nullable() });

let local: LocalNango;
let programs: Programs;
let guide: Guide;
const called = new Set<string>();

beforeAll(async () => {
  local = await startLocalNango({ seed: 9, tickets: 130, customers: 12, assets: 20 });
  vi.stubEnv('NANGO_HOST', local.platform.url);
  vi.stubEnv('NANGO_SECRET_KEY', local.platform.secretKey);
  vi.stubEnv('NANGO_WEBHOOK_SIGNING_KEY', 'signing-key');
  vi.stubEnv('CONNECTION_ID', local.connection.connectionId);
  programs = await Programs.open();
  const page = readPages().find(({ path }) => path === 'docs/records.md');
  const [module] = page ? modulesOf(page) : [];
  if (!module) throw new Error('docs/records.md holds no TypeScript');
  guide = z.custom<Guide>().parse(await programs.run(module));
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await local.close();
  await programs.close();
});

/** Calls a function of the guide by its name. */
async function call(name: string, ...values: unknown[]): Promise<unknown> {
  const found = guide[name];
  if (!found) throw new Error(`docs/records.md declares no function ${name}`);
  called.add(name);
  return await found(...values);
}

const readChanges = async (model: string, cursor?: string | null): Promise<z.infer<typeof changes>> =>
  changes.parse(await call('readChanges', model, cursor));

const numbers = (records: readonly { id: string }[]): number[] =>
  records.map(({ id }) => Number(id)).sort((a, b) => a - b);

const metadata = async (): Promise<unknown> => {
  const { providerConfigKey, connectionId } = local.connection;
  return (await local.nango.getConnection(providerConfigKey, connectionId)).metadata;
};

describe('docs/records.md', () => {
  it('loads everything, then what changed, deletions included', async () => {
    const { tickets } = local.halo.tenant;
    const first = await readChanges('Ticket');
    expect(numbers(first.records)).toEqual(local.halo.tenant.living('tickets'));
    const copy = new Map<string, unknown>();
    await call('apply', copy, first);
    expect(copy.size).toBe(130);

    const [edited = 0, deleted = 0] = tickets.ids();
    tickets.edit(edited, { summary: 'Changed' });
    tickets.delete(deleted);
    await call('refreshTickets');
    await local.platform.waitForIdle();

    const next = await readChanges('Ticket', first.cursor);
    expect(numbers(next.records)).toEqual([edited, deleted].sort((a, b) => a - b));
    await call('apply', copy, next);
    expect(copy.size).toBe(129);
    expect(copy.get(String(edited))).toMatchObject({ summary: 'Changed' });
    expect(await call('readDeleted', 'Ticket')).toEqual([String(deleted)]);
    const some = z.array(record).parse(await call('readTickets', [String(edited)]));
    expect(numbers(some)).toEqual([edited]);

    const nothing = await readChanges('Ticket', next.cursor);
    expect(nothing).toEqual({ records: [], cursor: next.cursor });
  });

  it('changes the frequency, pauses and resumes, and names the syncs that fail', async () => {
    await call('slowDown');
    await call('pauseAndResume');
    await local.platform.waitForIdle();
    expect(await call('failingSyncs')).toEqual([]);
    const { providerConfigKey, connectionId } = local.connection;
    const { syncs } = await local.nango.syncStatus(providerConfigKey, ['tickets', 'assets'], connectionId);
    expect(syncs.map(({ name, frequency, status }) => ({ name, frequency, status }))).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'tickets', frequency: 'every 15 minutes' }),
        expect.objectContaining({ name: 'assets', status: 'SUCCESS' }),
      ]),
    );
    await local.nango.setMetadata(providerConfigKey, connectionId, { page_size: 1000 });
    await local.runSyncs('tickets');
    expect(await call('failingSyncs')).toEqual(['tickets']);
    await local.nango.setMetadata(providerConfigKey, connectionId, {});
  });

  it("reads when a webhook with Nango's signature says that something changed", async () => {
    const event = (updated: number): string =>
      JSON.stringify({
        from: 'nango',
        type: 'sync',
        ...local.connection,
        model: 'Ticket',
        success: true,
        responseResults: { added: 0, updated, deleted: 0 },
      });
    const signed = (body: string): unknown =>
      call('modelToRead', body, {
        'x-nango-hmac-sha256': createHmac('sha256', 'signing-key').update(body).digest('hex'),
      });
    expect(await signed(event(1))).toBe('Ticket');
    expect(await signed(event(0))).toBeUndefined();
    expect(await signed('{"type":"auth"}')).toBeUndefined();
    await expect(call('modelToRead', event(1), {})).rejects.toThrow('Nango did not send this.');
  });

  it('selects a part of the records, and reports the rest as deleted', async () => {
    const { tickets, customers } = local.halo.tenant;
    const [customer = 0] = customers.ids();
    const { cursor } = await readChanges('Ticket');
    await call('onlyRecentTicketsOf', [customer]);
    await local.platform.waitForIdle();
    expect(await metadata()).toMatchObject({ customers: [customer] });
    const { records } = await readChanges('Ticket', cursor);
    const gone = new Set(numbers(records.filter(({ _nango_metadata }) => _nango_metadata.deleted_at !== null)));
    const left = local.halo.tenant.living('tickets').filter((id) => !gone.has(id));
    expect(left.every((id) => tickets.require(id).client_id === customer)).toBe(true);
    expect(left.length).toBeLessThan(local.halo.tenant.living('tickets').length);
  });

  it('reads again without reporting unchanged records, and starts over', async () => {
    const { providerConfigKey, connectionId } = local.connection;
    await local.nango.setMetadata(providerConfigKey, connectionId, {});
    await local.runSyncs('tickets');
    const { cursor } = await readChanges('Ticket');
    await call('readAgain');
    await local.platform.waitForIdle();
    expect((await readChanges('Ticket', cursor)).records).toEqual([]);
    await call('startOver');
    await local.platform.waitForIdle();
    const afresh = await readChanges('Ticket');
    expect(numbers(afresh.records)).toEqual(local.halo.tenant.living('tickets'));
  });

  it('contains no function that was not called here', () => {
    expect(Object.keys(guide).filter((name) => !called.has(name))).toEqual([]);
  });
});
