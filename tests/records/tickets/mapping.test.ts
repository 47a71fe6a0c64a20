import { beforeAll, describe, expect, test } from 'vitest';

import type { HaloRow } from '../../../halo/values/rows.js';
import { Ticket } from '../../../records/tickets/model.js';
import { readSettings } from '../../../records/settings.js';
import { SlaStates } from '../../../records/tickets/sla-states.js';
import { TicketNames } from '../../../records/tickets/names.js';
import { answering } from '../../support/connection.js';

const complaints: string[] = [];
let names: TicketNames;

beforeAll(async () => {
  names = new TicketNames(answering([]), readSettings({}));
  await names.load([{}]);
});

/** A record as a bag of fields. */
function map(row: HaloRow): Record<string, unknown> {
  complaints.length = 0;
  const context = { names, slaStates: new SlaStates({}), webAddress: 'https://acme.halopsa.test' };
  return { ...Ticket.map({ id: 4242, ...row }, context, (field) => complaints.push(field)) };
}

describe('kind', () => {
  test.each([
    [{}, 'ticket'],
    [{ use: 'ticket' }, 'ticket'],
    [{ use: 'project' }, 'project'],
    [{ is_project: true }, 'project'],
    [{ itil_requesttype_id: 22 }, 'project'],
    [{ use: 'ticket', itil_requesttype_id: 20 }, 'ticket'],
    [{ use: 'opportunity' }, 'opportunity'],
    [{ is_opportunity: true }, 'opportunity'],
  ])('%j is a %s', (row, kind) => {
    expect(map(row)['kind']).toBe(kind);
  });

  const values = {
    oppvalue: 500,
    oppconversionprobability: 40,
    oppcompanyname: 'Contoso',
    oppcontactname: 'Ana',
    oppemailaddress: 'a@x.example',
    projecttimebudget: 40,
    projecttimeactual: 12,
    projectcompletionpercentage: 30,
  };
  const opportunity = {
    opportunity_value: 500,
    opportunity_probability: 40,
    opportunity_company: 'Contoso',
    opportunity_contact: 'Ana',
    opportunity_email: 'a@x.example',
  };
  const project = { project_budget_hours: 40, project_actual_hours: 12, project_completion: 30 };

  // Halo fills them on ordinary tickets too (halo-api.md §6.3).
  test('fields of opportunities and projects are only on records of that kind', () => {
    const own = (record: Record<string, unknown>) =>
      Object.fromEntries(Object.entries(record).filter(([name]) => /^(opportunity|project)_/.test(name)));
    expect(own(map(values))).toEqual({});
    expect(own(map({ ...values, use: 'opportunity' }))).toEqual(opportunity);
    expect(own(map({ ...values, use: 'project' }))).toEqual(project);
  });
});

describe('an unassigned ticket', () => {
  test.each([{ agent_id: 1, agent_name: 'Unassigned' }, { agent_id: 0 }, { agent_id: -1 }, {}])('%j', (row) => {
    const record = map(row);
    expect([record['agent_id'], record['agent_name']]).toEqual([undefined, undefined]);
  });

  test('is distinguished from one that has an agent', () => {
    expect(map({ agent_id: 7, agent_name: 'Sam' })).toMatchObject({ agent_id: '7', agent_name: 'Sam' });
  });
});

describe('values', () => {
  test.each([
    ['closed_at', { dateclosed: '2026-10-03T06:24:10.96' }, '2026-10-03T06:24:10.960Z'],
    ['closed_at', { dateclosed: '1900-01-01T00:00:00' }, undefined],
    ['target_at', { targetdate: '1900-01-01T00:00:00' }, undefined],
    ['last_incoming_email_at', { lastincomingemail: '0001-01-01T00:00:00' }, undefined],
    ['due_at', { fixbydate: '2026-08-03T07:30:00Z' }, '2026-08-03T07:30:00.000Z'],
    ['created_at', { dateoccurred: '2026-10-03T06:24:10.9671234Z' }, '2026-10-03T06:24:10.967Z'],
    ['customer_id', { client_id: 21.0 }, '21'],
    ['site_id', { site_id: '34' }, '34'],
    ['contract_id', { contract_id: -1 }, undefined],
    ['parent_id', { parent_id: 0 }, undefined],
    ['merged_into_id', { merged_into_id: 0 }, undefined],
    ['merged_into_id', { merged_into_id: 77 }, '77'],
    ['has_been_closed', {}, false],
    ['has_been_closed', { hasbeenclosed: null }, false],
    ['has_been_closed', { hasbeenclosed: true }, true],
    ['is_on_hold', {}, false],
    ['is_on_hold', { onhold: true }, true],
    ['child_ids', { child_ticket_ids: [12, 9] }, ['9', '12']],
    ['tags', { ticket_tags: 'vip,monitoring' }, ['vip', 'monitoring']],
    ['third_party_id', { third_party_id_string: 'RMM-7' }, 'RMM-7'],
    ['web_url', {}, 'https://acme.halopsa.test/ticket?id=4242'],
    ['web_url', { web_url: 'https://portal.example/t/4242' }, 'https://portal.example/t/4242'],
    ['web_url', { web_url: 'javascript:alert(1)' }, 'https://acme.halopsa.test/ticket?id=4242'],
    ['updated_at', { last_update: '2026-10-03T06:24:10' }, '2026-10-03T06:24:10.000Z'],
  ])('%s of %j is %j', (field, row, value) => {
    expect(map(row)[field]).toEqual(value);
    expect(complaints).toEqual([]);
  });

  // The stamp has three names (halo-api.md §6.3).
  test.each(['last_update', 'lastupdate', 'flastupdate'])('updated_at is read from %s', (key) => {
    expect(map({ [key]: '2026-10-03T06:24:10' })['updated_at']).toBe('2026-10-03T06:24:10.000Z');
  });

  test('of another type are left out and named, without affecting other fields', () => {
    const record = map({ summary: { a: 1 }, client_id: 'Contoso', dateclosed: 7, estimate: 'long', site_name: 'Main' });
    expect(complaints.sort()).toEqual(['closed_at', 'customer_id', 'estimate_hours', 'summary']);
    expect(record).toMatchObject({
      id: '4242',
      site_name: 'Main',
      status_category: 'unknown',
      priority_level: 'unknown',
    });
  });

  test('that change by themselves are not in the model', () => {
    const volatile = { slatimeleft: 3.5, slapercused: 12, read: true, enduserstatus: 1, slaholdtime: 2.25 };
    expect(map(volatile)).toEqual(map({}));
  });
});

test('an empty row becomes a valid record', () => {
  expect(Ticket.schema.safeParse(map({})).error).toBeUndefined();
});
