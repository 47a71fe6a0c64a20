import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPlatform, type RunningPlatform } from '../../../sandbox/platform/index.js';
import { startLivingTenant, tenantRoutes, type LivingTenant } from '../../../sandbox/world/index.js';

let living: LivingTenant;
let platform: RunningPlatform;
beforeAll(async () => {
  const sizes = { tickets: 40, projects: 2, opportunities: 2, customers: 3, assets: 5 };
  living = await startLivingTenant({ seed: 1, sizes, pace: 1e9, isStill: true });
  platform = await startPlatform({
    storage: 'memory',
    extensions: [
      (app) => {
        tenantRoutes(app, living);
      },
    ],
  });
});
afterAll(async () => {
  await platform.close();
  await living.close();
});

async function call(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
  const headers = { authorization: `Bearer ${platform.secretKey}`, 'content-type': 'application/json' };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(`${platform.url}/local/tenant${path}`, { method, headers, ...sent });
  return { status: response.status, body: await response.json() };
}

describe('the other side', () => {
  it('says which records there are, and what can be done to them', async () => {
    const { body } = await call('GET', '');
    expect(body).toMatchObject({
      hostname: 'acme.halopsa.test',
      isStill: true,
      kinds: expect.arrayContaining([
        expect.objectContaining({ kind: 'tickets', count: 40 }),
        expect.objectContaining({ kind: 'projects', count: 2 }),
        expect.objectContaining({
          kind: 'customers',
          count: 3,
          operations: expect.arrayContaining(['archive']) as unknown,
        }),
      ]) as unknown,
    });
  });

  it('lists the newest first, page by page, and searches', async () => {
    const first = await call('GET', '/records/tickets?limit=30');
    expect(first.body).toMatchObject({ next_cursor: '1011' });
    const second = await call('GET', '/records/tickets?limit=30&cursor=1011');
    expect(second.body).toMatchObject({ next_cursor: null });
    expect((second.body as { records: unknown[] }).records).toHaveLength(10);
    await call('PATCH', '/records/tickets/1005', { values: { summary: 'A very special summary' } });
    expect((await call('GET', '/records/tickets?search=VERY%20special')).body).toMatchObject({
      records: [{ id: '1005', title: 'A very special summary' }],
    });
  });

  it('creates, edits, closes, merges, archives and deletes, and remembers it', async () => {
    const { tickets, customers, actions } = living.halo.tenant;
    const made = await call('POST', '/records/tickets', { values: { summary: 'Made' } });
    const id = Number((made.body as { id: string }).id);
    expect(tickets.require(id)).toMatchObject({ summary: 'Made', domain: 'reqs' });
    const project = await call('POST', '/records/projects', { values: { summary: 'Move' } });
    expect(tickets.require(Number((project.body as { id: string }).id))).toMatchObject({ domain: 'prjs' });
    await call('POST', `/records/tickets/${id}/note`, { note: 'Noted' });
    expect(actions.of(id)).toMatchObject([{ note: 'Noted' }]);
    expect((await call('POST', `/records/tickets/${id}/merge`, { into: 1002 })).body).toMatchObject({
      what: 'merged into another',
    });
    expect(tickets.require(id)).toMatchObject({ merged_into_id: 1002 });
    await call('POST', '/records/tickets/1003/delete');
    expect(tickets.require(1003).deleted).toBe(true);
    const kept = await call('GET', '/records/tickets?limit=1&cursor=1004');
    expect(kept.body).toMatchObject({ records: [{ id: '1003', state: 'deleted' }] });
    await call('POST', '/records/tickets/1003/restore');
    expect(tickets.require(1003).deleted).toBe(false);
    await call('POST', '/records/customers/21/archive');
    expect(customers.require(21).inactive).toBe(true);
    expect(living.changes.at(-1)).toMatchObject({ kind: 'customers', id: '21', what: 'archived' });
    const listed = await call('GET', '/records/invoices?limit=1');
    const [invoice] = (listed.body as { records: { id: string; title: string }[] }).records;
    expect(invoice?.title).not.toBe('');
    await call('POST', `/records/invoices/${invoice?.id ?? ''}/delete`);
    expect(living.halo.tenant.living('invoices')).not.toContain(Number(invoice?.id));
  });

  it.each([
    ['an unknown kind', 'GET', '/records/ships', undefined, 404],
    ['an unknown record', 'PATCH', '/records/tickets/9', { values: {} }, 404],
    ['a field that no record has', 'PATCH', '/records/tickets/1004', { values: { sumary: 'x' } }, 400],
    ['what this kind does not know', 'POST', '/records/customers/22/close', undefined, 400],
    ['a merge into nothing', 'POST', '/records/tickets/1004/merge', { into: 7 }, 400],
    ['an unknown mood', 'PUT', '/moods/happy', { isOn: true }, 404],
  ])('refuses %s', async (_, method, path, body, status) => {
    const answer = await call(method, path, body);
    expect([answer.status, answer.body]).toEqual([status, { error: expect.objectContaining({}) as unknown }]);
  });

  it('has moods, of which each takes back all that it did', async () => {
    const { halo } = living;
    const before = JSON.stringify([halo.switches, halo.application.sight, halo.application.active]);
    const { body } = await call('GET', '/moods');
    const names = (body as { moods: { name: string }[] }).moods.map(({ name }) => name);
    expect(names).toHaveLength(9);
    for (const name of names) {
      const on = await call('PUT', `/moods/${name}`, { isOn: true });
      expect((on.body as { moods: { isOn: boolean }[] }).moods.filter(({ isOn }) => isOn)).toHaveLength(1);
      const after = JSON.stringify([halo.switches, halo.application.sight, halo.application.active]);
      expect(after !== before || halo.api.faults.pending > 0).toBe(true);
      await call('PUT', `/moods/${name}`, { isOn: false });
    }
    expect(JSON.stringify([halo.switches, halo.application.sight, halo.application.active])).toBe(before);
    expect(halo.api.faults.pending).toBe(0);
  });
});
