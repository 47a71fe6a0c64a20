import { describe, expect, it } from 'vitest';

import { bench } from './support.js';

/** The third of three tickets has files. */
const ticket = 1003;

describe('attachments', () => {
  it('are listed by ticket, in one answer, and narrowed to an action', () => {
    const { list, tenant } = bench();
    const { ids, rows, envelope } = list(`/api/Attachment?ticket_id=${ticket}`, 'attachments');
    expect(ids).toEqual(tenant.attachments.of(ticket).map(({ id }) => id));
    expect(rows[0]).toMatchObject({ filename: 'log-301.txt', isimage: false, unique_id: 0 });
    expect(envelope).toMatchObject({ record_count: 2, ticket_id: ticket, folders: [] });
    expect(list(`/api/Attachment?ticket_id=${ticket}&action_id=3`, 'attachments').ids).toEqual([301]);
    expect(list('/api/Attachment?ticket_id=1001', 'attachments').ids).toEqual([]);
    expect(list('/api/Attachment', 'attachments').ids).toEqual([]);
  });

  it('are counted in their ticket and action from the moment when they are added', () => {
    const { list, tenant } = bench();
    const count = (id: number): unknown =>
      list(`/api/Tickets?ticketids=${id}`, 'tickets').rows[0]?.['attachment_count'];
    expect([count(ticket), count(1001)]).toEqual([2, 0]);
    tenant.attachments.add(1001, { action_id: 3 });
    tenant.attachments.delete(301);
    expect([count(ticket), count(1001)]).toEqual([1, 1]);
    const [action] = list('/api/Actions?ticket_id=1001', 'actions').rows.filter(({ id }) => id === 3);
    expect(action).toMatchObject({ attachment_count: 1 });
  });

  it('are gone with their ticket', () => {
    const { list, get, tenant } = bench();
    tenant.tickets.delete(ticket);
    expect(list(`/api/Attachment?ticket_id=${ticket}`, 'attachments').ids).toEqual([]);
    expect(get('/api/Attachment/301').status).toBe(404);
  });

  it('are returned as bytes with their name and type (attachmentContent)', () => {
    const { get, tenant } = bench();
    const { headers, bytes } = get('/api/Attachment/302');
    expect(headers).toMatchObject({ 'content-type': 'image/png' });
    expect(headers['content-disposition']).toContain('screen-302.png');
    expect(Buffer.from(bytes ?? []).toString('base64')).toBe(tenant.attachments.get(302)?.data);
    expect(get('/api/Attachment/999').status).toBe(404);
    expect(get('/api/Attachment/x').status).toBe(400);
  });

  it('are returned as a link that works without the token while it is valid (attachmentContent)', () => {
    const host = 'https://files.example.test';
    const { get, api, clock, tenant } = bench({}, { attachmentContent: { kind: 'link', host } });
    const body: unknown = JSON.parse(get('/api/Attachment/302').body);
    const link = new URL(String(Object.entries(body ?? {})[0]?.[1]));
    expect(link.origin).toBe(host);
    const fetched = (headers: Record<string, string>) =>
      api.handle({ method: 'GET', path: link.pathname, query: link.searchParams, headers });
    expect(Buffer.from(fetched({}).bytes ?? []).toString('base64')).toBe(tenant.attachments.get(302)?.data);
    expect(fetched({ authorization: 'Bearer x' }).status).toBe(400);
    clock.advance(600_000);
    expect(fetched({}).status).toBe(403);
  });

  it('are added and deleted, and come with actions', () => {
    const { api, application, tenant } = bench();
    const authorization = `Bearer ${api.tokens.issue(application)}`;
    const send = (method: string, path: string, body?: object) => {
      const headers = { authorization, 'content-type': 'application/json' };
      const sent = body === undefined ? {} : { body: JSON.stringify([body]) };
      return api.handle({ method, path: `/api/${path}`, query: new URLSearchParams(), headers, ...sent });
    };
    const file = { filename: 'a.txt', data_base64: 'data:text/plain;base64,SGk=' };
    const added = send('POST', 'Attachment', { ...file, ticket_id: 1001 });
    expect([added.status, JSON.parse(added.body)]).toMatchObject([201, { filesize: 2, data: 'SGk=', isimage: false }]);
    send('POST', 'Actions', { ticket_id: 1001, outcome_id: 7, note_html: 'With a file', attachments: [file] });
    const note = tenant.actions.of(1001).at(-1);
    const [first, second] = tenant.attachments.of(1001);
    expect([first?.action_id, second?.action_id]).toEqual([0, note?.id]);
    send('POST', 'Actions', { ticket_id: 1001, outcome_id: 7, note_html: 'Tied', attachments: [{ id: first?.id }] });
    expect(tenant.attachments.of(1001)[0]?.action_id).toBe(tenant.actions.of(1001).at(-1)?.id);
    expect(send('DELETE', `Attachment/${String(first?.id)}`).status).toBe(200);
    expect(tenant.attachments.of(1001)).toEqual([second]);
    for (const wrong of [
      { ...file, ticket_id: 999999 },
      { ...file, data_base64: '', ticket_id: 1001 },
    ]) {
      expect(send('POST', 'Attachment', wrong).status).toBe(400);
    }
    expect(send('DELETE', 'Attachment/999999').status).toBe(404);
  });
});
