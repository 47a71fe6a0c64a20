import { describe, expect, it } from 'vitest';

import { bench, body, page, type Bench } from './support.js';

const at = (time: string): number => Date.parse(`${time}Z`);

/** A tenant whose only appointments are one that began yesterday, one of today, a task that is done, and a deleted one. */
function open(window?: 'overlapping' | 'beginning' | 'ignored'): Bench & { ids: (query: string) => unknown[] } {
  const desk = bench({ others: { appointments: 0 } }, window === undefined ? {} : { appointmentWindow: window });
  const store = desk.tenant.appointments;
  const plain = { is_task: false, complete_status: -1, deleted: false, agent_id: 3, ticket_id: 1001, client_id: 21 };
  store.create({ ...plain, start_date: at('2026-09-30T20:00:00'), end_date: at('2026-10-01T02:00:00') });
  store.create({ ...plain, start_date: at('2026-10-01T09:00:00'), end_date: at('2026-10-01T10:00:00'), agent_id: 4 });
  const task = { ...plain, is_task: true, complete_status: 0 };
  store.create({ ...task, start_date: at('2026-10-05T09:00:00'), end_date: at('2026-10-05T10:00:00'), client_id: 22 });
  store.create({
    ...plain,
    start_date: at('2026-10-01T09:00:00'),
    end_date: at('2026-10-01T10:00:00'),
    ticket_id: 0,
    deleted: true,
  });
  return { ...desk, ids: (query) => desk.list(`/api/Appointment${page(1, 100, query)}`, 'appointments').ids };
}

describe('appointments of the simulated tenant', () => {
  it('all come in one answer unless a page is named by its number', () => {
    const { list } = bench({ others: { appointments: 70 } });
    expect(list('/api/Appointment').ids).toHaveLength(70);
    expect(list('/api/Appointment?pageinate=true&count=1', 'appointments').ids).toHaveLength(70);
    expect(list(`/api/Appointment${page(2, 50)}`, 'appointments').ids).toHaveLength(20);
  });

  it('can be selected by a window', () => {
    const today = '&start_date=2026-10-01T00:00:00&end_date=2026-10-01T23:59:59';
    expect(open().ids(today)).toEqual([1, 2]);
    expect(open('beginning').ids(today)).toEqual([2]);
    expect(open('ignored').ids(today)).toEqual([1, 2, 3]);
  });

  it('can be selected by agent, customer, ticket and kind, and deleted ones are listed on request', () => {
    const { ids } = open();
    expect(ids('&agents=4,5')).toEqual([2]);
    expect(ids('&client_id=22')).toEqual([3]);
    expect(ids('&ticket_id=1001')).toEqual([1, 2, 3]);
    expect(ids('&tasksonly=true')).toEqual([3]);
    expect(ids('&appointmentsonly=true')).toEqual([1, 2]);
    expect(ids('&hidecompleted=true')).toEqual([1, 2]);
    expect(ids('&includedeleted=true')).toEqual([1, 2, 3, 4]);
  });

  it('can be created, changed, which may give them a new id, and deleted', () => {
    for (const appointmentIds of ['new', 'kept'] as const) {
      const { api, application, tenant, get, list } = bench({ others: { appointments: 0 } }, { appointmentIds });
      const authorization = `Bearer ${api.tokens.issue(application)}`;
      const headers = { authorization, 'content-type': 'application/json' };
      const send = (method: string, path: string, record?: object) =>
        api.handle({
          ...{ method, path, query: new URLSearchParams(), headers },
          ...(record === undefined ? {} : { body: JSON.stringify([record]) }),
        });
      const times = { start_date: '2026-10-01T09:00:00', end_date: '2026-10-01T10:00:00' };
      const made = body(send('POST', '/api/Appointment', { ...times, subject: 'Visit', note_html: '<p>Ring</p>' }));
      expect(made).toMatchObject({ id: 1, ...times, subject: 'Visit', note: 'Ring', agent_id: 2, complete_status: -1 });
      const changed = body(send('POST', '/api/Appointment', { id: 1, subject: 'Call' }));
      expect(changed).toMatchObject({ id: appointmentIds === 'new' ? 2 : 1, ...times, subject: 'Call' });
      expect(send('POST', '/api/Appointment', { subject: 'Never' }).status).toBe(400);
      expect(send('DELETE', `/api/Appointment/${String(changed['id'])}`).status).toBe(200);
      expect(send('DELETE', `/api/Appointment/${String(changed['id'])}`).status).toBe(404);
      expect(list(`/api/Appointment${page(1)}`, 'appointments').ids).toEqual([]);
      const gone = `/api/Appointment/${String(changed['id'])}`;
      expect(get(gone).status).toBe(200);
      tenant.switches.deletedAppointmentById = '404';
      expect(get(gone).status).toBe(404);
      expect(tenant.appointments.ids()).toEqual([changed['id']]);
    }
  });
});
