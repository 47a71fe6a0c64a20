import { describe, expect, it } from 'vitest';
import { bench, body, page } from './support.js';

describe('switches of lists', () => {
  it('pastEnd', () => {
    const past = (pastEnd: 'empty' | 'repeatLast' | 'countZero') =>
      bench({}, { pastEnd }).list(`/api/Tickets${page(9)}`);
    expect(past('empty')).toMatchObject({ ids: [], envelope: { record_count: 250 } });
    expect(past('repeatLast').ids).toEqual(bench().list(`/api/Tickets${page(3)}`).ids);
    expect(past('countZero')).toMatchObject({ ids: [], envelope: { record_count: 0 } });
  });

  it('pageCaps and defaultPageSize', () => {
    const { list } = bench({}, { pageCaps: { Tickets: 30 }, defaultPageSize: 10 });
    expect(list(`/api/Tickets${page(1)}`).ids).toHaveLength(30);
    expect(list('/api/Tickets').ids).toHaveLength(10);
  });

  it('ignoresPaging', () => {
    const first = bench({}, { ignoresPaging: { Tickets: 'firstPage' } });
    expect(first.list(`/api/Tickets${page(2)}`).ids).toEqual(first.list(`/api/Tickets${page(1)}`).ids);
    const all = bench({}, { ignoresPaging: { Tickets: 'everything' } });
    expect(all.list(`/api/Tickets${page(2)}`).ids).toHaveLength(250);
  });

  it('ignoresOrder', () => {
    expect(bench({}, { ignoresOrder: { Tickets: 'default' } }).list(`/api/Tickets${page(1)}`).ids[0]).toBe(1250);
    const named = bench({}, { ignoresOrder: { Client: 'default' } }).list(`/api/Client${page(1)}`, 'clients');
    const names = named.rows.map((row) => String(row['name']));
    expect(names).toEqual(names.toSorted());
    expect(named.ids).not.toEqual(named.ids.toSorted());
  });

  it('ignoresOrder: if no order holds from page to page, some rows are on no page', () => {
    const { list } = bench({}, { ignoresOrder: { Tickets: 'unstable' } });
    const pages = [1, 2, 3].flatMap((number) => list(`/api/Tickets${page(number)}`).ids);
    expect(new Set(pages).size).toBeLessThan(250);
  });

  it('ignoresPageSize', () => {
    const { list } = bench({}, { ignoresPageSize: { Tickets: 50 } });
    const one = list('/api/Tickets?pageinate=true&page_no=2&page_size=1&order=id&orderdesc=false');
    expect(one.ids).toHaveLength(50);
    expect(one.envelope).toMatchObject({ page_no: 2, page_size: 50, record_count: 250 });
  });

  it('oddRows', () => {
    const textWith = (kind: 'idZero' | 'idMissing' | 'repeated', path: string) =>
      bench({}, { oddRows: { Client: kind } }).get(path).body;
    const listed = `/api/Client${page(1)}`;
    expect(textWith('idZero', listed)).toMatch(/"clients":\[\{"id":0,.*?\},\{"id":22,/);
    expect(textWith('idMissing', listed)).toMatch(/"clients":\[\{(?!"id").*?\},\{"id":22,/);
    expect(textWith('idZero', '/api/Client?idonly=true')).toMatch(/"clients":\[\{"id":0\},\{"id":22\}/);
    expect(textWith('idMissing', '/api/Client?idonly=true')).toMatch(/"clients":\[\{\},\{"id":22\}/);
    expect(textWith('repeated', '/api/Client?idonly=true')).toMatch(/"clients":\[\{"id":21\},\{"id":21\},/);
  });

  it('updatedSince and its boundary', () => {
    const far = '&lastupdatefromdate=2099-01-01T00:00:00&includeinactive=true';
    for (const [name, key] of [
      ['Client', 'clients'],
      ['Site', 'sites'],
      ['Users', 'users'],
      ['Asset', 'assets'],
    ] as const) {
      expect(bench().list(`/api/${name}${page(1)}${far}`, key).ids).toEqual([]);
      const ignoring = bench({}, { updatedSince: { [name]: 'ignore' } });
      expect(ignoring.list(`/api/${name}${page(1)}${far}`, key).ids.length).toBeGreaterThan(0);
    }
    const boundary = (updatedSinceBoundary: '>=' | '>'): unknown[] => {
      const { tenant, list } = bench({}, { updatedSinceBoundary });
      tenant.tickets.edit(1001, { summary: 'x' });
      return list('/api/Tickets?lastupdatefromdate=2026-10-01T08:00:00').ids;
    };
    expect(boundary('>=')).toEqual([1001]);
    expect(boundary('>')).toEqual([]);
  });

  it('idOnly and idOnlyFilters', () => {
    const ask = (idOnly: 'ignored' | 'paged' | 'refused') =>
      bench({}, { idOnly }).list('/api/Tickets?ticketidonly=true');
    expect(ask('ignored').rows[0]).toHaveProperty('summary');
    expect(ask('ignored').ids).toHaveLength(50);
    expect(ask('paged')).toMatchObject({ envelope: { record_count: 50 } });
    expect(ask('paged').ids).toHaveLength(50);
    expect(ask('refused').status).toBe(400);
    const unfiltered = bench({}, { idOnlyFilters: 'ignored' });
    expect(unfiltered.list('/api/Tickets?ticketidonly=true&client_id=25').ids).toHaveLength(250);
  });

  it('deletedFilter', () => {
    const { tenant, list } = bench({}, { deletedFilter: 'ignored' });
    tenant.tickets.delete(1001);
    const listed = list(`/api/Tickets${page(1)}&deleted=true`);
    expect(listed.envelope.record_count).toBe(249);
    expect(listed.ids).not.toContain(1001);
  });

  it('containers and recordCount', () => {
    const { get } = bench({}, { containers: { Tickets: 'array', Status: 'keyed', Client: 'results' } });
    expect(get('/api/Tickets').body.startsWith('[')).toBe(true);
    expect(body(get('/api/Status'))).toHaveProperty('statuses');
    expect(body(get('/api/Client'))).toHaveProperty('results');
    expect(bench({}, { recordCount: 'missing' }).list(`/api/Tickets${page(1)}`).envelope).not.toHaveProperty(
      'record_count',
    );
    expect(bench({}, { recordCount: 'rowsSent' }).list(`/api/Tickets${page(1)}`).envelope.record_count).toBe(100);
  });

  it('ticketDomains', () => {
    const sizes = { tickets: 20, projects: 4, opportunities: 3 };
    expect(bench(sizes, { ticketDomains: 'ticketsHoldAll' }).list('/api/Tickets').ids).toHaveLength(27);
    expect(bench(sizes, { ticketDomains: 'shared' }).list('/api/Projects').ids).toHaveLength(27);
  });

  it('foreignTicketIds', () => {
    const sizes = { tickets: 2, projects: 1, opportunities: 1 };
    const statuses = (foreignTicketIds: 'unknown' | 'created' | 'known') => {
      const { get } = bench(sizes, { foreignTicketIds });
      return ['Tickets/1003', 'Projects/1003', 'Projects/1004', 'Opportunities/1004'].map(
        (path) => get(`/api/${path}`).status,
      );
    };
    expect(statuses('unknown')).toEqual([404, 200, 404, 200]);
    expect(statuses('created')).toEqual([404, 200, 404, 200]);
    expect(statuses('known')).toEqual([200, 200, 200, 200]);
    const { get } = bench(sizes, { ticketDomains: 'ticketsHoldAll' });
    expect(['Tickets/1003', 'Projects/1001'].map((path) => get(`/api/${path}`).status)).toEqual([200, 404]);
  });

  it('ticketKinds', () => {
    const sizes = { tickets: 2, projects: 1, opportunities: 0 };
    const [told] = bench(sizes).list('/api/Projects').rows;
    expect(told).toMatchObject({ use: 'project', itil_requesttype_id: 22, tickettype_id: 5 });
    const { list } = bench(sizes, { ticketKinds: 'inTypesOnly' });
    const [untold] = list('/api/Projects').rows;
    expect(untold).toMatchObject({ use: 'ticket', tickettype_id: 5 });
    expect(untold).not.toHaveProperty('itil_requesttype_id');
    expect(list('/api/TicketType').rows.find(({ id }) => id === 5)).toMatchObject({ use: 'projects' });
  });

  it('actionListHidesPrivate and actionsWithoutTicket', () => {
    const listed = (actionListHidesPrivate: boolean): unknown[] => {
      const { tenant, list, get } = bench({}, { actionListHidesPrivate });
      const { id } = tenant.actions.add(1001, { hiddenfromuser: true });
      expect(get(`/api/Actions/${id}?ticket_id=1001`).status).toBe(200);
      return list('/api/Actions?ticket_id=1001', 'actions').ids.filter((found) => found === id);
    };
    expect(listed(true)).toHaveLength(0);
    expect(listed(false)).toHaveLength(1);
    expect(bench().get('/api/Actions').body).toBe('{"record_count":0,"actions":[]}');
    expect(bench({}, { actionsWithoutTicket: 'serverError' }).get('/api/Actions').status).toBe(500);
  });

  it('specialRows', () => {
    const listed = (query: string, switches: Parameters<typeof bench>[1] = {}) => {
      const { tenant, list } = bench({}, switches);
      const special = new Set(tenant.contacts.ids().filter((id) => tenant.contacts.require(id).isserviceaccount));
      expect(special.size).toBeGreaterThan(0);
      const { ids } = list(`/api/Users${page(1, 100, `&includeinactive=true${query}`)}`, 'users');
      const own = ids.filter((id) => special.has(Number(id))).length;
      return { special: own > 0, others: ids.length > own };
    };
    expect(listed('')).toEqual({ special: false, others: true });
    expect(listed('&includeserviceaccount=true')).toEqual({ special: true, others: false });
    const both = '&includeserviceaccount=true&includenonserviceaccount=true';
    expect(listed(both)).toEqual({ special: true, others: true });
    expect(listed('', { specialRows: 'always' })).toEqual({ special: true, others: true });
    const sites = bench({ customers: 60, sites: 90 });
    const count = (query: string) => sites.list(`/api/Site${page(1, 100, query)}`, 'sites').ids.length;
    expect(count('&includestocklocations=true&includenonstocklocations=true')).toBeGreaterThan(count(''));
  });
});
