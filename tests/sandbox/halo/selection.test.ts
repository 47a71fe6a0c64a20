import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { TicketRecord } from '../../../sandbox/halo/index.js';
import { bench } from './support.js';

type Change = { kind: 'create' | 'edit' | 'close' | 'delete' | 'restore' | 'destroy'; pick: number };

const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('create', 'edit', 'close', 'delete', 'restore', 'destroy'),
  pick: fc.nat(1000),
});

const QUERIES: [string, (ticket: TicketRecord) => boolean][] = [
  ['', () => true],
  ['&client_id=22', (ticket) => ticket.client_id === 22],
  ['&open_only=true', (ticket) => ticket.status_id !== 9 && ticket.status_id !== 25],
  ['&lastupdatefromdate=2026-10-01T08:00:00', (ticket) => ticket.last_update >= Date.parse('2026-10-01T08:00:00Z')],
];

const ORDERS: [string, (a: TicketRecord, b: TicketRecord) => number][] = [
  ['&order=id', (a, b) => a.id - b.id],
  ['&order=id&orderdesc=true', (a, b) => b.id - a.id],
  ['', (a, b) => b.id - a.id],
  ['&order=last_update', (a, b) => a.last_update - b.last_update || a.id - b.id],
  ['&order=status_id&orderdesc=true', (a, b) => b.status_id - a.status_id || b.id - a.id],
];

/** Lists are found by arithmetic over what changed; here they are held against a plain filter and sort of all rows. */
it('a list equals a plain filter and sort of all tickets, whatever happened to them', () => {
  fc.assert(
    fc.property(
      fc.nat(30),
      fc.array(change, { maxLength: 12 }),
      fc.constantFrom(...QUERIES),
      fc.constantFrom(...ORDERS),
      fc.integer({ min: 1, max: 9 }),
      (tickets, changes, [query, matches], [order, compare], size) => {
        const { tenant, clock, list } = bench({ tickets, customers: 3, assets: 0 }, { pastEnd: 'empty' });
        // Read first, so that what was kept from before the changes would show.
        list(`/api/Tickets?pageinate=true&page_no=1&page_size=${size}${query}${order}`);
        for (const { kind, pick } of changes) {
          clock.advance(500);
          const ids = tenant.tickets.ids();
          const id = ids[pick % Math.max(1, ids.length)];
          if (kind === 'create') tenant.tickets.create();
          else if (id !== undefined && kind === 'edit') tenant.tickets.edit(id, { client_id: 21 + (pick % 3) });
          else if (id !== undefined && kind !== 'edit') tenant.tickets[kind](id);
        }
        const expected = tenant
          .living('tickets')
          .map((id) => tenant.tickets.require(id))
          .filter(matches)
          .sort(compare)
          .map(({ id }) => id);
        const found: unknown[] = [];
        for (let no = 1; no <= Math.ceil(expected.length / size) + 1; no++) {
          const page = list(`/api/Tickets?pageinate=true&page_no=${no}&page_size=${size}${query}${order}`);
          expect(page.envelope.record_count).toBe(expected.length);
          found.push(...page.ids);
        }
        expect(found).toEqual(expected);
      },
    ),
    { numRuns: 500 },
  );
});

it('a delayed list shows the state of the tenant after the delay, and no part of it before', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
      const { tenant, clock, list } = bench({ tickets: 10, customers: 3, assets: 0 }, { delayedVisibilitySeconds: 60 });
      const path = '/api/Tickets?pageinate=true&page_no=1&page_size=100&order=id';
      const before = list(path).text;
      for (const { kind, pick } of changes) {
        clock.advance(1000);
        const ids = tenant.tickets.ids();
        const id = ids[pick % Math.max(1, ids.length)];
        if (kind === 'create') tenant.tickets.create();
        else if (id !== undefined && kind === 'edit') tenant.tickets.edit(id, { summary: `Edit ${pick}` });
        else if (id !== undefined && kind !== 'edit') tenant.tickets[kind](id);
      }
      expect(list(path).text).toBe(before);
      clock.advance(60_000);
      expect(list(path).ids).toEqual(tenant.living('tickets'));
      for (const row of list(path).rows) expect(row['summary']).toBe(tenant.tickets.require(Number(row.id)).summary);
    }),
    { numRuns: 300 },
  );
});
