import { describe, expect, it } from 'vitest';
import { bench } from './support.js';

describe('id-only lists', () => {
  it('contain every id in one answer, with and without paging', () => {
    const { list, tenant } = bench();
    const listed = list('/api/Tickets?ticketidonly=true&order=id&pageinate=true&page_no=3&page_size=5');
    expect(listed.ids).toEqual(tenant.living('tickets'));
    expect(Object.keys(listed.envelope)).toEqual(['record_count', 'tickets']);
    expect(listed.envelope.record_count).toBe(250);
    expect(Object.keys(listed.rows[0] ?? {})).toEqual(['id']);
  });

  it('respect filters and archived records', () => {
    const { list, tenant } = bench();
    expect(list('/api/Asset?idonly=true&includeinactive=true', 'assets').ids).toEqual(tenant.living('assets'));
    const active = list('/api/Asset?idonly=true', 'assets').ids;
    expect(active.length).toBeLessThan(120);
    expect(list('/api/Tickets?ticketidonly=true&client_id=25').ids.length).toBeLessThan(250);
  });
});

describe('setup lists', () => {
  it('are bare arrays, with and without pageinate', () => {
    const { get } = bench();
    for (const name of [
      'Status',
      'Priority',
      'TicketType',
      'SLA',
      'Outcome',
      'AssetType',
      'AssetGroup',
      'FieldInfo',
      'Team',
    ]) {
      expect(get(`/api/${name}`).body).toBe(get(`/api/${name}?pageinate=true&page_no=1&page_size=1`).body);
      expect(get(`/api/${name}/`).body.startsWith('[{')).toBe(true);
    }
  });

  it('return agents as a bare array without paging and in `results` with it, and hidden ones on request', () => {
    const { list } = bench();
    const visible = list('/api/Agent').ids;
    expect(list('/api/Agent?pageinate=true&page_no=1&page_size=1', 'results').ids).toEqual(visible);
    expect(visible).not.toContain(2);
    expect(list('/api/Agent?includeapiagents=true&includedisabled=true&includeunassigned=true').ids).toHaveLength(9);
  });

  it('leave out closed statuses on request, and repeat priorities for each SLA under GUIDs', () => {
    const { list, get } = bench();
    const all = list('/api/Status').ids;
    const open = list('/api/Status?excludeclosed=true').ids;
    expect(all.filter((id) => !open.includes(id))).toEqual([9, 25]);
    const priorities = list('/api/Priority').rows;
    expect(new Set(priorities.map((row) => row.id)).size).toBe(8);
    expect(new Set(priorities.map((row) => row['priorityid'])).size).toBe(4);
    expect(get('/api/Priority/3').status).toBe(404);
  });

  it('contain the options of a select field where Halo gives them', () => {
    const { list, get } = bench();
    expect(list('/api/FieldInfo?typeid=1').rows.find(({ id }) => id === 212)).not.toHaveProperty('values');
    expect(get('/api/FieldInfo/212?includedetails=true').body).toContain('"name":"Gold"');
    expect(list('/api/FieldInfo').ids).toContain(-12);
    expect(get('/api/FieldInfo?includevalues=true').body).toContain('"name":"Gold"');
    expect(bench({}, { fieldInfoValues: 'itemOnly' }).get('/api/FieldInfo?includevalues=true').body).not.toContain(
      'Gold',
    );
    expect(bench({}, { fieldInfoValues: 'always' }).get('/api/FieldInfo').body).toContain('Gold');
  });
});

describe('custom fields', () => {
  it('follow changes of definitions and values', () => {
    const { tenant, list } = bench();
    const path = '/api/Tickets?search_id=1001&include_custom_fields=210,300';
    tenant.fields.define({ id: 300, name: 'CFnew', label: 'New', type: 0, usage: 1, options: [] });
    tenant.fields.remove(210);
    expect(list(path).rows[0]).toMatchObject({ customfields: [{ id: 300, display: '' }] });
    tenant.tickets.edit(1001, { custom: { 300: 'set' } });
    expect(list(path).rows[0]).toMatchObject({ customfields: [{ id: 300, label: 'New', value: 'set' }] });
    tenant.fields.define({ id: 300, name: 'CFnew', label: 'Renamed', type: 0, usage: 1, options: [] });
    expect(list(path).rows[0]).toMatchObject({ customfields: [{ id: 300, label: 'Renamed' }] });
  });
});
