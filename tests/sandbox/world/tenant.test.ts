import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SimulatedClock } from '../../../sandbox/clock.js';
import {
  kindsOf,
  startLivingTenant,
  type LivingTenant,
  type LivingTenantOptions,
} from '../../../sandbox/world/index.js';

const sizes = { tickets: 30, projects: 3, opportunities: 3, customers: 4, assets: 6 };
const minute = 60_000;
let folder: string;
let clock: SimulatedClock;
let living: LivingTenant | undefined;

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'tenant-')), 'data');
  clock = new SimulatedClock();
});
afterEach(async () => {
  await living?.close();
  living = undefined;
});

const start = async (more: Partial<LivingTenantOptions> = {}): Promise<LivingTenant> => {
  living = await startLivingTenant({ folder, seed: 1, sizes, pace: 1e9, isStill: true, clock, ...more });
  return living;
};

/** Everything that the tenant holds. */
const contents = ({ halo: { tenant } }: LivingTenant): unknown =>
  kindsOf(tenant).map((kind) =>
    kind.ids().map((id) => [kind.get(id), tenant.actions.of(id), tenant.attachments.of(id)]),
  );

describe('a tenant that is stored', () => {
  it('has the same records, next ids, moods and tokens when it is started again', async () => {
    const first = await start();
    const { tenant, api, application } = first.halo;
    const { id } = tenant.tickets.create({ summary: 'made' });
    tenant.tickets.destroy(tenant.tickets.create().id);
    tenant.tickets.delete(1001);
    tenant.actions.add(1002, { note: 'noted' });
    tenant.customers.edit(21, { name: 'Renamed' });
    tenant.assets.delete(501);
    tenant.appointments.create({ subject: 'On site' });
    tenant.store('invoices').delete(tenant.store('invoices').ids()[0] ?? 0);
    const file = tenant.attachments.add(1002, { filename: 'kept.txt' });
    first.moods.set('slow', true);
    const asked = { method: 'POST', path: '/auth/token', query: new URLSearchParams(), headers: {} };
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: application.clientId,
      client_secret: application.clientSecret,
      scope: 'all',
    }).toString();
    const answer = api.handle({ ...asked, body: form });
    const token = (JSON.parse(answer.body) as { access_token: string }).access_token;
    const before = contents(first);
    await first.close();

    clock.advance(3 * 24 * 60 * minute);
    const second = await start();
    expect(contents(second)).toEqual(JSON.parse(JSON.stringify(before)));
    expect(second.halo.tenant.tickets.create().id).toBe(id + 2);
    expect(second.halo.tenant.attachments.of(1002)).toContainEqual(file);
    expect(second.halo.tenant.attachments.add(1002).id).toBe(file.id + 1);
    expect(second.moods.on).toEqual(['slow']);
    expect(second.halo.switches.slowMs).toBe(3_000);
    const headers = { authorization: `Bearer ${token}` };
    expect(second.halo.api.tokens.grantOf({ ...asked, headers })).toBeDefined();
  });

  it('is not used with the options of another one', async () => {
    await (await start()).close();
    await expect(start({ seed: 2 })).rejects.toMatchObject({ name: 'OtherTenant', kept: { seed: 1, sizes } });
    await expect(start({ switches: { emptyFields: 'null' } })).rejects.toMatchObject({ name: 'OtherTenant' });
  });

  it('does not replace a file that cannot be read', async () => {
    await (await start()).close();
    await writeFile(join(folder, 'tenant.json'), '{"seed": 1');
    await expect(start()).rejects.toThrow(SyntaxError);
    expect(await readFile(join(folder, 'tenant.json'), 'utf8')).toBe('{"seed": 1');
  });
});

describe('a tenant that changes by itself', () => {
  const live = (seed: number, past = 0): string[] => {
    const { life, changes } = living ?? { life: undefined, changes: [] };
    for (let step = past; step < 40; step += 1) life?.step();
    return changes.map(({ kind, id, what }) => `${String(seed)} ${kind} ${id} ${what}`);
  };

  it('changes in the same way for the same seed, in another for another', async () => {
    await start({ folder: undefined });
    const first = live(1);
    await living?.close();
    clock = new SimulatedClock();
    await start({ folder: undefined });
    expect(live(1)).toEqual(first);
    expect(first.length).toBeGreaterThan(30);
    await living?.close();
    await start({ folder: undefined, seed: 2 });
    expect(live(1)).not.toEqual(first);
  });

  it('lets time pass between two changes, and can be stopped', async () => {
    await start({ folder: undefined });
    await living?.close();
    living = await startLivingTenant({ seed: 1, sizes, pace: minute, isStill: false, clock });
    const wait = (ms: number) =>
      new Promise<void>((resolve) => {
        clock.setTimeout(resolve, ms);
      });
    await wait(20 * minute);
    const made = living.life.made;
    expect(made).toBeGreaterThan(10);
    expect(made).toBeLessThan(42);
    living.life.isStill = true;
    await wait(20 * minute);
    expect(living.life.made).toBe(made);
  });
});
