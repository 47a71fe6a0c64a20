import { describe, expect, it } from 'vitest';
import { SimulatedClock } from '../../../sandbox/clock.js';
import { NoSuchRecord, STATUS, Tenant } from '../../../sandbox/halo/index.js';
import { bench, page } from './support.js';

describe('a generated tenant', () => {
  it('has the same rows for the same seed, and others for another', () => {
    const rows = (seed: number): string[] =>
      ['Tickets', 'Client', 'Site', 'Users', 'Asset', 'Agent'].map((name) => bench({ seed }).get(`/api/${name}`).body);
    expect(rows(3)).toEqual(rows(3));
    expect(rows(3)).not.toEqual(rows(4));
  });

  it('does not depend on the order in which rows are requested', () => {
    const forwards = bench();
    const backwards = bench();
    const last = backwards.get('/api/Tickets/1250').body;
    for (let id = 1001; id < 1250; id++) forwards.get(`/api/Tickets/${id}`);
    expect(forwards.get('/api/Tickets/1250').body).toBe(last);
  });

  it('has no unchanged ticket that was updated within the hour before its start', () => {
    const { tenant, clock } = bench({ tickets: 2000 });
    const newest = Math.max(...tenant.tickets.ids().map((id) => tenant.tickets.require(id).last_update));
    expect(newest).toBeLessThanOrEqual(clock.now() - 3_600_000);
  });

  it('refers from tickets to customers, sites, contacts and agents that exist', () => {
    const { tenant } = bench();
    for (const id of tenant.living('tickets')) {
      const ticket = tenant.tickets.require(id);
      expect(tenant.sites.require(ticket.site_id).client_id).toBe(ticket.client_id);
      expect(tenant.contacts.require(ticket.user_id).site_id).toBe(ticket.site_id);
      if (ticket.agent_id !== 1) expect(tenant.agents.get(ticket.agent_id)).toBeDefined();
    }
  });

  it('can be empty', () => {
    const { list } = bench({ tickets: 0, customers: 0, assets: 0, agents: 1, teams: 0 });
    for (const [name, key] of [
      ['Tickets', 'tickets'],
      ['Client', 'clients'],
      ['Users', 'users'],
      ['Asset', 'assets'],
    ] as const) {
      expect(list(`/api/${name}${page(1)}`, key)).toMatchObject({ rows: [], envelope: { record_count: 0 } });
    }
  });
});

describe('changes to tickets', () => {
  it('set the last update of the ticket from the clock', () => {
    const { tenant, clock, list } = bench();
    clock.advance(60_000);
    tenant.tickets.edit(1100, { summary: 'Changed' });
    const changed = list('/api/Tickets?lastupdatefromdate=2026-10-01T08:00:30');
    expect(changed.ids).toEqual([1100]);
    expect(changed.rows[0]).toMatchObject({ summary: 'Changed', last_update: '2026-10-01T08:01:00' });
  });

  it('close, reopen and merge as Halo does', () => {
    const { tenant } = bench();
    const { id } = tenant.tickets.create();
    expect(tenant.tickets.require(id)).toMatchObject({ status_id: STATUS.new, hasbeenclosed: undefined });
    tenant.tickets.close(id);
    expect(tenant.tickets.require(id)).toMatchObject({ status_id: STATUS.closed, hasbeenclosed: true });
    tenant.tickets.reopen(id);
    expect(tenant.tickets.require(id)).toMatchObject({ dateclosed: undefined, hasbeenclosed: true });
    tenant.tickets.merge(id, 1001);
    expect(tenant.tickets.require(id)).toMatchObject({ merged_into_id: 1001, status_id: STATUS.closed });
    expect(tenant.living('tickets')).toContain(id);
  });

  it('delete, restore, and destroy tickets', () => {
    const { tenant, get, list } = bench();
    tenant.tickets.delete(1050);
    expect(get('/api/Tickets/1050').status).toBe(404);
    expect(list(`/api/Tickets${page(1)}`).envelope.record_count).toBe(249);
    expect(list('/api/Tickets?deleted=true').ids).toEqual([1050]);
    expect(tenant.living('tickets')).not.toContain(1050);
    tenant.tickets.restore(1050);
    expect(get('/api/Tickets/1050').status).toBe(200);
    expect(list('/api/Tickets?deleted=true').ids).toEqual([]);
    tenant.tickets.destroy(1050);
    expect(get('/api/Tickets/1050').status).toBe(404);
    expect(list('/api/Tickets?deleted=true').ids).toEqual([]);
    expect(() => tenant.tickets.edit(1050, {})).toThrow(NoSuchRecord);
  });
});

describe('changes to other records', () => {
  it('hide archived customers unless asked, and lose deleted ones', () => {
    const { tenant, list } = bench();
    const all = `/api/Client${page(1, 100, '&includeinactive=true')}`;
    const active = list(`/api/Client${page(1)}`, 'clients').ids;
    const [first = 0] = active.map(Number);
    tenant.customers.archive(first);
    expect(list(`/api/Client${page(1)}`, 'clients').ids).toEqual(active.slice(1));
    expect(list(all, 'clients').ids).toEqual(tenant.living('customers'));
    tenant.customers.unarchive(first);
    expect(list(`/api/Client${page(1)}`, 'clients').ids).toEqual(active);
    tenant.customers.delete(first);
    expect(list(all, 'clients').ids).toEqual(tenant.living('customers'));
    expect(tenant.living('customers')).not.toContain(first);
    expect(list('/api/Site?count=1', 'sites').rows[0]).toMatchObject({ client_name: 'Unknown' });
  });

  it('show a new name in the rows that refer to it', () => {
    const { tenant, list } = bench();
    const before = list(`/api/Tickets${page(1, 5)}`).rows[0];
    tenant.customers.edit(Number(before?.['client_id']), { name: 'Renamed Ltd' });
    expect(list(`/api/Tickets${page(1, 5)}`).rows[0]).toMatchObject({ client_name: 'Renamed Ltd' });
  });

  it('add, edit and delete actions, and move the last update of the ticket', () => {
    const { tenant, clock, list } = bench();
    clock.advance(1000);
    const { id } = tenant.tickets.create();
    clock.advance(1000);
    const note = tenant.actions.add(id, { note: 'First' });
    expect(note.id).toBe(3);
    expect(tenant.tickets.require(id)).toMatchObject({ lastactiondate: clock.now(), last_update: clock.now() });
    tenant.actions.add(id, { note: 'Hidden', hiddenfromuser: true });
    tenant.actions.edit(id, 3, { note: 'Edited' });
    expect(list(`/api/Actions?ticket_id=${id}`, 'actions').rows).toMatchObject([{ id: 3, note: 'Edited' }]);
    tenant.actions.delete(id, 3);
    expect(tenant.actions.add(id).id).toBe(5);
    expect(tenant.actions.of(id).map((action) => action.id)).toEqual([4, 5]);
  });
});

describe('a tenant of a million tickets', () => {
  it('is created and read without a million objects', () => {
    const before = process.memoryUsage().heapUsed;
    const { tenant, list } = bench({ tickets: 1_000_000 });
    expect(list(`/api/Tickets${page(1)}`).ids[0]).toBe(1001);
    const far = list(`/api/Tickets${page(10_000)}`);
    expect(far.ids).toHaveLength(100);
    expect(far.ids.at(-1)).toBe(1_001_000);
    expect(far.envelope.record_count).toBe(1_000_000);
    expect(tenant.changed).toBe(0);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100_000_000);
  });

  it('takes memory only for changes, and moves rows between pages accordingly', () => {
    const { tenant, list } = bench({ tickets: 1_000_000 });
    tenant.tickets.delete(500_000);
    tenant.tickets.edit(700_000, { summary: 'Changed' });
    const { id } = tenant.tickets.create();
    expect(tenant.changed).toBe(3);
    expect(list(`/api/Tickets${page(5_000)}`).ids[0]).toBe(500_902);
    expect(list(`/api/Tickets${page(10_000)}`).ids.at(-1)).toBe(id);
  });

  it('finds what changed since its start from the changes alone', () => {
    const { tenant, clock, list } = bench({ tickets: 1_000_000 });
    clock.advance(1000);
    tenant.tickets.edit(1_000_999, { summary: 'Changed' });
    tenant.tickets.edit(2000, { summary: 'Changed' });
    const changed = list(`/api/Tickets${page(1, 100, '&lastupdatefromdate=2026-10-01T07:55:00Z')}`);
    expect(changed.ids).toEqual([2000, 1_000_999]);
  });
});

it('a tenant uses the clock that it is given', () => {
  const clock = new SimulatedClock(0);
  const tenant = new Tenant({ seed: 1, tickets: 1, customers: 1, assets: 0, clock });
  clock.advance(5000);
  expect(tenant.customers.edit(21, { name: 'X' }).last_update).toBe(5000);
});
