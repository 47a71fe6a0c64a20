import { describe, expect, it } from 'vitest';
import { bench, page } from './support.js';

describe('paging (halo-api.md §3)', () => {
  it('sends every ticket exactly once on pages of 100, whatever size is requested', () => {
    const { list, tenant } = bench();
    const pages = [1, 2, 3].map((no) => list(`/api/Tickets${page(no, 1000)}`));
    expect(pages.map(({ ids }) => ids.length)).toEqual([100, 100, 50]);
    expect(pages.flatMap(({ ids }) => ids)).toEqual(tenant.living('tickets'));
    expect(pages[1]?.envelope).toMatchObject({ page_no: 2, page_size: 100, record_count: 250 });
  });

  it('caps assets at 50 and says so in page_size', () => {
    const listed = bench().list(`/api/Asset${page(1, 100, '&includeinactive=true')}`, 'assets');
    expect(listed.ids).toHaveLength(50);
    expect(listed.envelope).toMatchObject({ page_size: 50, record_count: 120 });
  });

  it('sends 50 rows without pageinate, newest ticket first, with record_count 50', () => {
    const listed = bench().list('/api/Tickets?page_no=2&page_size=100');
    expect(listed.ids).toHaveLength(50);
    expect(listed.ids[0]).toBe(1250);
    expect(listed.envelope).toEqual(expect.objectContaining({ record_count: 50 }));
    expect(listed.envelope).not.toHaveProperty('page_no');
  });

  it('is switched off by count, up to 1000 tickets', () => {
    const { list } = bench({ tickets: 1500 });
    const listed = list('/api/Tickets?pageinate=true&page_no=2&page_size=10&count=5000');
    expect(listed.ids).toHaveLength(1000);
    expect(listed.envelope.record_count).toBe(1000);
    expect(list('/api/Tickets?count=1').envelope.record_count).toBe(1);
  });

  it('echoes page_no and page_size only when they were sent', () => {
    expect(bench().list('/api/Tickets?pageinate=true').envelope).toEqual(
      expect.not.objectContaining({ page_no: 1, page_size: 50 }),
    );
  });

  it('ignores unknown parameters and other cases of paths and names', () => {
    const { list } = bench();
    expect(list(`/API/tickets${page(1)}&tickettype_id=4`).text).toBe(list(`/api/Tickets${page(1)}`).text);
    expect(list('/api/Tickets?PageInate=true&Page_No=1&PAGE_SIZE=3').ids).toHaveLength(3);
  });

  it('sorts only by the literal orderdesc=true', () => {
    const { list } = bench();
    expect(list('/api/Tickets?order=id&orderdesc=1').ids[0]).toBe(1001);
    expect(list('/api/Tickets?order=id&orderdesc=true').ids[0]).toBe(1250);
  });

  it('sorts by last_update, changed tickets last', () => {
    const { list, tenant, clock } = bench();
    clock.advance(1000);
    tenant.tickets.edit(1003, { summary: 'x' });
    const stamps = [1, 2, 3]
      .flatMap((no) => list(`/api/Tickets?pageinate=true&page_no=${no}&page_size=100&order=last_update`).ids)
      .map((id) => tenant.tickets.require(Number(id)).last_update);
    expect(stamps).toHaveLength(250);
    expect(stamps).toEqual([...stamps].sort((a, b) => a - b));
    expect(list('/api/Tickets?order=last_update&orderdesc=true').ids[0]).toBe(1003);
  });
});

describe('filters', () => {
  const cases: [
    string,
    (ticket: { client_id: number; status_id: number; team_id: number; tickettype_id: number }) => boolean,
  ][] = [
    ['client_id=25', (ticket) => ticket.client_id === 25],
    ['client_ids=25,26', (ticket) => ticket.client_id === 25 || ticket.client_id === 26],
    ['status=[1,2]', (ticket) => ticket.status_id === 1 || ticket.status_id === 2],
    ['team=2', (ticket) => ticket.team_id === 2],
    ['requesttype_id=3', (ticket) => ticket.tickettype_id === 3],
    ['open_only=true', (ticket) => ticket.status_id !== 9 && ticket.status_id !== 25],
    ['closed_only=true', (ticket) => ticket.status_id === 9 || ticket.status_id === 25],
  ];
  it.each(cases)('%s lists what it says, before and after a change', (query, matches) => {
    const { list, tenant } = bench();
    for (let round = 0; round < 2; round++) {
      const expected = tenant.living('tickets').filter((id) => matches(tenant.tickets.require(id)));
      expect(expected.length).toBeGreaterThan(0);
      expect(list(`/api/Tickets${page(1)}&${query}`).envelope.record_count).toBe(expected.length);
      expect(list(`/api/Tickets?order=id&count=1000&${query}`).ids).toEqual(expected);
      tenant.tickets.edit(1001, { client_id: 25, status_id: 1, team_id: 2, tickettype_id: 3 });
      tenant.tickets.edit(1002, { client_id: 27, status_id: 9, team_id: 3, tickettype_id: 1 });
      tenant.tickets.create({ client_id: 26 });
    }
  });

  it('lastupdatefromdate and lastupdatetodate work for the time before the start', () => {
    const { list, tenant } = bench();
    const [from, to] = ['2025-06-01T00:00:00', '2026-06-01T00:00:00'];
    const inside = (id: number): boolean => {
      const { last_update } = tenant.tickets.require(id);
      return last_update >= Date.parse(`${from}Z`) && last_update <= Date.parse(`${to}Z`);
    };
    const expected = tenant.living('tickets').filter(inside);
    expect(expected.length).toBeGreaterThan(50);
    const query = `order=id&count=1000&lastupdatefromdate=${from}`;
    expect(list(`/api/Tickets?${query}&lastupdatetodate=${to}.000Z`).ids).toEqual(expected);
    expect(list(`/api/Tickets?${query}`).ids.length).toBeGreaterThan(expected.length);
  });

  it('fetches tickets by id', () => {
    const { list } = bench();
    expect(list('/api/Tickets?ticketids=1003,1001,9999&order=id').ids).toEqual([1001, 1003]);
    expect(list('/api/Tickets?search_id=1200').ids).toEqual([1200]);
  });

  it('ignores an unknown datesearch, and applies the known one', () => {
    const { list } = bench();
    const window = '&startdate=2026-09-01T00:00:00&enddate=2026-12-31T00:00:00';
    const all = list(`/api/Tickets${page(1)}${window}&datesearch=dateoccurred`).envelope.record_count;
    const some = list(`/api/Tickets${page(1)}${window}&datesearch=dateoccured`).envelope.record_count ?? 0;
    expect(all).toBe(250);
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(50);
  });

  it('keeps the three ticket lists apart', () => {
    const { list } = bench({ projects: 4, opportunities: 3 });
    expect(list(`/api/Tickets${page(1)}`).envelope.record_count).toBe(250);
    expect(list('/api/Projects').rows).toHaveLength(4);
    expect(list('/api/Opportunities').rows[0]).toMatchObject({ use: 'opportunity' });
    expect(list('/api/Tickets?domain=prjs').ids).toEqual(list('/api/Projects').ids);
  });

  it('filters sites, contacts and assets by customer', () => {
    const { list, tenant } = bench();
    for (const [name, key, kind] of [
      ['Site', 'sites', 'sites'],
      ['Users', 'users', 'contacts'],
      ['Asset', 'assets', 'assets'],
    ] as const) {
      const expected = tenant.living(kind).filter((id) => tenant[kind].require(id).client_id === 25);
      const all =
        '&includeinactive=true&includeserviceaccount=true&includenonserviceaccount=true' +
        '&includestocklocations=true&includenonstocklocations=true';
      expect(list(`/api/${name}${page(1, 100, `&client_id=25${all}`)}`, key).ids).toEqual(expected);
    }
  });
});
