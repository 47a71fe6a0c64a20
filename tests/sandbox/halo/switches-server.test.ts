import { describe, expect, it } from 'vitest';
import { createSwitches } from '../../../sandbox/halo/index.js';
import { bench, body, page } from './support.js';

describe('switches of the server', () => {
  it('delayedVisibilitySeconds shows a change later, with its earlier stamp', () => {
    const { tenant, clock, list, get } = bench({}, { delayedVisibilitySeconds: 10 });
    const before = list('/api/Tickets?search_id=1001').rows[0]?.['summary'];
    tenant.tickets.edit(1001, { summary: 'Late' });
    const { id } = tenant.tickets.create();
    tenant.tickets.delete(1002);
    expect(tenant.tickets.require(1001).summary).toBe('Late');
    clock.advance(9_999);
    expect(list('/api/Tickets?search_id=1001').rows[0]?.['summary']).toBe(before);
    expect(list(`/api/Tickets${page(1)}`).envelope.record_count).toBe(250);
    expect([get(`/api/Tickets/${id}`).status, get('/api/Tickets/1002').status]).toEqual([404, 200]);
    clock.advance(1);
    expect(list('/api/Tickets?search_id=1001').rows[0]).toMatchObject({
      summary: 'Late',
      last_update: '2026-10-01T08:00:00',
    });
    expect([get(`/api/Tickets/${id}`).status, get('/api/Tickets/1002').status]).toEqual([200, 404]);
  });

  it('clockAheadSeconds moves stamps and the date header alike', () => {
    const { tenant, clock, get } = bench({}, { clockAheadSeconds: -600 });
    const then = clock.now() - 600_000;
    expect(tenant.tickets.create().last_update).toBe(then);
    expect(get(`/api/Tickets${page(1)}`).headers['date']).toBe(new Date(then).toUTCString());
  });

  it('restoreBumpsLastUpdate, deleteBumpsLastUpdate, moveBumpsLastUpdate, childChangesBumpTicket', () => {
    const { tenant, clock } = bench(
      {},
      {
        restoreBumpsLastUpdate: false,
        deleteBumpsLastUpdate: false,
        moveBumpsLastUpdate: false,
        childChangesBumpTicket: 'added',
      },
    );
    const { last_update } = tenant.tickets.require(1001);
    clock.advance(1000);
    tenant.tickets.delete(1001);
    tenant.tickets.restore(1001);
    tenant.tickets.move(1001, 22);
    expect(tenant.tickets.require(1001).last_update).toBe(last_update);
    tenant.actions.edit(1001, 3, { note: 'x' });
    expect(tenant.tickets.require(1001).last_update).toBe(last_update);
    tenant.actions.add(1001);
    expect(tenant.tickets.require(1001).last_update).toBe(clock.now());
  });

  it('deletedTicketById', () => {
    const { tenant, get } = bench({}, { deletedTicketById: 'row' });
    tenant.tickets.delete(1001);
    expect(body(get('/api/Tickets/1001'))).toMatchObject({ id: 1001, deleted: true });
  });

  it('dateHeader', () => {
    expect(bench().get('/api/Tickets').headers['date']).toBe('Thu, 01 Oct 2026 08:00:00 GMT');
    expect(bench({}, { dateHeader: 'missing' }).get('/api/Tickets').headers).not.toHaveProperty('date');
    const skewed = bench({}, { dateHeader: { skewSeconds: -90 } }).get('/api/Tickets');
    expect(skewed.headers['date']).toBe('Thu, 01 Oct 2026 07:58:30 GMT');
  });

  it('errorBody, hostAnswers, maintenance, slowMs, instance', () => {
    expect(bench().get('/api/Tickets/1')).toMatchObject({ status: 404, body: '' });
    expect(body(bench({}, { errorBody: 'exception' }).get('/api/Tickets/1'))).toMatchObject({ InnerException: null });
    expect(body(bench({}, { errorBody: 'resultCode' }).get('/api/Tickets/1'))).toMatchObject({ resultCode: 404 });
    expect(bench({}, { hostAnswers: 'html' }).get('/api/Tickets')).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8' },
    });
    expect(bench({}, { hostAnswers: 'otherProduct' }).get('/api/authinfo').status).toBe(404);
    expect(bench({}, { maintenance: 'down' }).get('/api/Tickets').status).toBe(503);
    expect(bench({}, { slowMs: 700 }).get('/api/Tickets').delayMs).toBe(700);
    expect(body(bench().get('/api/InstanceInfo'))).toMatchObject({ product: 'HaloPSA' });
  });

  it('are read at every request', () => {
    const { tenant, list } = bench();
    tenant.switches.defaultPageSize = 3;
    expect(list('/api/Tickets').ids).toHaveLength(3);
  });

  it('can be given partly', () => {
    const switches = createSwitches({ tokens: { expiresIn: 60 }, updatedSince: { Asset: 'ignore' } });
    expect(switches.tokens).toMatchObject({ expiresIn: 60, scopelessRefused: true });
    expect(switches.updatedSince).toMatchObject({ Asset: 'ignore', Client: 'filter' });
  });
});
