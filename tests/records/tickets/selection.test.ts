import { describe, expect, test } from 'vitest';

import { World } from '../../support/world.js';
import { changes, failureOf, hours, minutes, recordIds, said, three, ticketsWhere } from '../../syncs/three.js';

const [tickets] = three;
const kinds = async (world: World) =>
  [...(await world.living('Ticket')).values()].map((record) => String(record['kind'])).sort();

describe('ticket types', () => {
  test('select only tickets of the wanted types', async () => {
    const it = new World({ tickets: 60, metadata: { ticket_types: [3] } });
    await it.sync('tickets');
    const expected = ticketsWhere(it, ({ tickettype_id }) => tickettype_id === 3);
    expect(expected.length).toBeGreaterThan(3);
    expect(await recordIds(it, tickets)).toEqual(expected);
    expect(it.requested.find((line) => line.includes('page_no='))).toMatch(/[?&]requesttype=3&/);
  });

  test('are checked, so that a server that ignores the filter is recognised', async () => {
    const it = new World({ tickets: 60, metadata: { ticket_types: [3] } });
    it.api.faults.add({ fault: { kind: 'ignoredParameters', names: ['requesttype'] }, on: '/api/Tickets', times: 99 });
    expect(failureOf(await it.run('tickets')).code).toBe('halo_filter_ignored');
  });
});

describe('tickets since', () => {
  const since = '2026-01-15';
  const world = () => new World({ tickets: 80, metadata: { tickets_since: since } });
  const expected = (it: World) => ticketsWhere(it, ({ last_update }) => last_update >= Date.parse(since));

  test('selects only tickets that changed on that day or later', async () => {
    const it = world();
    await it.sync('tickets');
    expect(expected(it).length).toBeGreaterThan(10);
    expect(expected(it).length).toBeLessThan(70);
    expect(await recordIds(it, tickets)).toEqual(expected(it));
  });

  test('brings an older ticket when it changes, and no other', async () => {
    const it = world();
    await it.sync('tickets');
    it.clock.advance(hours(2));
    it.tenant.tickets.edit(1001, { summary: 'Woken' });
    it.clock.advance(minutes(5));
    expect(changes(await it.sync('tickets'))).toEqual({ added: 1, updated: 0, deleted: 0 });
    it.clock.advance(hours(25));
    expect(changes(await it.sync('tickets'))).toEqual({ added: 0, updated: 0, deleted: 0 });
    expect(await recordIds(it, tickets)).toEqual(expected(it));
  });

  test('takes a day without a zone as a day in UTC wherever the runner is', async () => {
    const it = new World({ tickets: 2, metadata: { tickets_since: '2026-01-15T00:30:00' } });
    await it.sync('tickets');
    expect(it.requested.find((line) => line.includes('page_no='))).toContain(
      'lastupdatefromdate=2026-01-15T00%3A30%3A00&',
    );
  });

  test('removes the older tickets when a later day is set', async () => {
    const it = world();
    await it.sync('tickets');
    it.metadata = { tickets_since: '2026-06-01', accept_shrinkage: ['tickets'] };
    it.clock.advance(hours(1));
    await it.sync('tickets');
    it.clock.advance(minutes(5));
    await it.sync('tickets');
    expect(await recordIds(it, tickets)).toEqual(
      ticketsWhere(it, (one) => one.last_update >= Date.parse('2026-06-01')),
    );
  });
});

describe('projects and opportunities', () => {
  const world = (
    metadata: Record<string, unknown>,
    ticketDomains: 'separate' | 'ticketsHoldAll' | 'shared' = 'ticketsHoldAll',
  ) =>
    new World({
      tickets: 3,
      projects: 2,
      opportunities: 2,
      metadata,
      adjust: (switches) => (switches.ticketDomains = ticketDomains),
    });
  const project = ['project', 'project'];
  const opportunity = ['opportunity', 'opportunity'];
  const ticket = ['ticket', 'ticket', 'ticket'];

  test.each([
    [{}, ticket],
    [{ include_projects: true, include_opportunities: true }, [...opportunity, ...project, ...ticket]],
    [{ include_opportunities: true }, [...opportunity, ...ticket]],
    [{ include_projects: true }, [...project, ...ticket]],
    [{ include_projects: false, include_opportunities: false }, ticket],
  ])('%j keeps %j', async (metadata, expected) => {
    for (const domains of ['ticketsHoldAll', 'shared'] as const) {
      const it = world(metadata, domains);
      await it.sync('tickets');
      expect(await kinds(it)).toEqual(expected);
    }
  });

  test('that are left out later leave the cache, and come back when they are wanted again', async () => {
    const it = world({ include_projects: true, include_opportunities: true });
    await it.sync('tickets');
    it.metadata = { include_opportunities: true };
    it.clock.advance(hours(1));
    await it.sync('tickets');
    it.clock.advance(minutes(5));
    await it.sync('tickets');
    expect(await kinds(it)).toEqual([...opportunity, ...ticket]);
    it.metadata = { include_projects: true, include_opportunities: true };
    it.clock.advance(hours(1));
    await it.sync('tickets');
    expect(await kinds(it)).toEqual([...opportunity, ...project, ...ticket]);
  });

  test('that are left out stay out over a sweep', async () => {
    const it = world({});
    await it.sync('tickets');
    it.clock.advance(hours(25));
    expect(changes(await it.sync('tickets'))).toEqual({ added: 0, updated: 0, deleted: 0 });
    expect(said(it, 'warn')).toEqual([]);
  });
});
