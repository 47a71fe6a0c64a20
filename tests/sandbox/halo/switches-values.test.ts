import { describe, expect, it } from 'vitest';
import { bench, page } from './support.js';

describe('switches of values', () => {
  const first = (switches: Parameters<typeof bench>[1], query = '') =>
    bench({}, switches).list(`/api/Tickets${page(1, 1)}${query}`);

  it('emptyFields', () => {
    const open = (emptyFields: 'omitted' | 'null' | 'blank'): Record<string, unknown> => {
      const { tenant, list } = bench({}, { emptyFields });
      const { id } = tenant.tickets.create();
      return list(`/api/Tickets?search_id=${id}`).rows[0] ?? {};
    };
    expect(open('omitted')).not.toHaveProperty('dateclosed');
    expect(open('null')['dateclosed']).toBeNull();
    expect(open('blank')['dateclosed']).toBe('');
    expect(bench().list(`/api/Tickets${page(1)}`).text).not.toContain('null');
  });

  it('dates', () => {
    const row: Record<string, unknown> = first({}).rows[0] ?? {};
    expect(row['dateoccurred']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?$/);
    expect(row['fixbydate']).toMatch(/:\d\dZ$/);
    expect(bench().get('/api/Actions?ticket_id=1001').body).toMatch(/:00\.0002286Z"/);
    expect(first({ dates: 'z' }).rows[0]?.['dateoccurred']).toMatch(/Z$/);
    expect(first({ dates: 'ticks' }).rows[0]?.['dateoccurred']).toMatch(/\.\d{7}Z$/);
    expect(first({ dates: 'offset' }).rows[0]?.['dateoccurred']).toMatch(/\+00:00$/);
    const instants = (['captured', 'z', 'offset'] as const).map((dates) => {
      const text = String(first({ dates }).rows[0]?.['dateoccurred']);
      return Date.parse(dates === 'captured' ? `${text}Z` : text);
    });
    expect(new Set(instants).size).toBe(1);
  });

  it('sentinelDates', () => {
    expect(first({}).rows[0]).toMatchObject({
      targetdate: '1900-01-01T00:00:00',
      lastincomingemail: '0001-01-01T00:00:00',
    });
    expect(first({ sentinelDates: 'never' }).rows[0]).not.toHaveProperty('targetdate');
    expect(first({ sentinelDates: 'everywhere' }).rows[0]).toMatchObject({ startdate: '1900-01-01T00:00:00' });
  });

  it('rowNames and custom fields come on request', () => {
    expect(first({}).rows[0]).not.toHaveProperty('status_name');
    expect(first({}, '&includestatus=true&includeagent=true').rows[0]).toHaveProperty('agent_name');
    expect(first({ rowNames: 'never' }, '&includestatus=true').rows[0]).not.toHaveProperty('status_name');
    expect(first({ rowNames: 'always' }).rows[0]).toHaveProperty('status_name');
    expect(first({}).rows[0]).not.toHaveProperty('customfields');
    expect(first({}, '&include_custom_fields=212,214').rows[0]).toMatchObject({
      customfields: [{ id: 212 }, { id: 214 }],
    });
  });

  it('decimalIds, zeroWidthCharacters, lastUpdateKey, selectValues, teamIdInRows', () => {
    expect(bench().get('/api/Site').body).toContain('"client_id":21.0,');
    expect(bench({}, { decimalIds: false }).get('/api/Users').body).not.toMatch(/\d\.0,/);
    const fields = `/api/Tickets${page(1)}&include_custom_fields=211,212`;
    expect(bench().get(fields).body).toContain('\u200b');
    expect(bench({}, { zeroWidthCharacters: false }).get(fields).body).not.toContain('\u200b');
    expect(first({ lastUpdateKey: 'flastupdate' }).rows[0]).toHaveProperty('flastupdate');
    expect(bench().get(fields).body).toMatch(/"type":2,"value":"\d/);
    expect(bench({}, { selectValues: 'number' }).get(fields).body).not.toMatch(/"type":2,"value":"/);
    expect(first({ teamIdInRows: false }).rows[0]).not.toHaveProperty('team_id');
  });

  it('askedFields', () => {
    const asked = '&includetimetaken=true&includechildids=true&includecontract=true&includesupplier=true';
    const fields = ['timetaken', 'contract_id', 'supplier_id'];
    for (const field of fields) expect(first({}).rows[0]).not.toHaveProperty(field);
    for (const field of fields) expect(first({}, asked).rows[0]).toHaveProperty(field);
    for (const field of fields) expect(first({ askedFields: 'always' }).rows[0]).toHaveProperty(field);
    const { tenant, list } = bench();
    tenant.contacts.edit(65, { notes: 'Prefers e-mail.' });
    const notes = (query: string): unknown => list(`/api/Users${page(1, 10, query)}`, 'users').rows[4]?.['notes'];
    expect([notes(''), notes('&includenotes=true')]).toEqual([undefined, 'Prefers e-mail.']);
  });

  it('agentTeams', () => {
    const { tenant, list } = bench();
    const [own] = tenant.agents.require(5).team_ids;
    const teamsOf = (rows: ReturnType<typeof list>['rows']): unknown => rows.find(({ id }) => id === 5)?.['teams'];
    const all = teamsOf(list('/api/Agent?includedisabled=true').rows);
    expect(all).toHaveLength(5);
    expect(all).toContainEqual(expect.objectContaining({ team_id: own, in_section: true }));
    const unmarked = teamsOf(bench({}, { agentTeams: 'ownOnly' }).list('/api/Agent?includedisabled=true').rows);
    expect(unmarked).toEqual([expect.not.objectContaining({ in_section: true })]);
  });

  it('priorityInRows and listedCustomFields', () => {
    expect(first({}).rows[0]).not.toHaveProperty('priority');
    expect(first({ priorityInRows: 'object' }).rows[0]).toHaveProperty('priority.priorityid');
    for (const name of ['Client', 'Site', 'Users', 'Asset']) {
      expect(bench().get(`/api/${name}`).body).not.toContain('customfields');
      expect(bench({}, { listedCustomFields: 'null' }).get(`/api/${name}`).body).toContain('"customfields":null');
    }
    expect(bench().get('/api/Client/21').body).toContain('"customfields":[{');
  });

  it('detailFields', () => {
    const { get } = bench({}, { detailFields: 'whenAsked' });
    for (const key of ['customfields', 'datecreated']) {
      expect(bench().get('/api/Client/21').body).toContain(`"${key}":`);
      expect(get('/api/Client/21').body).not.toContain(`"${key}":`);
      expect(get('/api/Client/21?includedetails=true').body).toContain(`"${key}":`);
    }
  });
});
