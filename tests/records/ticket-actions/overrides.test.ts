import { describe, expect, test } from 'vitest';

import type { HaloRow } from '../../../halo/values/rows.js';
import { readSettings } from '../../../records/settings.js';
import { actionContext } from '../../../records/ticket-actions/context.js';
import { TicketAction } from '../../../records/ticket-actions/ticket-actions.js';
import { TimeEntry } from '../../../records/ticket-actions/time-entries.js';

const email = { emailfrom: 'ana@customer.example', outcome_id: 16, outcome: 'Email User' };

/** The record of a row under a connection's metadata, and what a run would warn of. */
function map(row: HaloRow, metadata: object = {}, model: typeof TicketAction | typeof TimeEntry = TicketAction) {
  const remarks: string[] = [];
  const remark = (warning: string, subject: string): void => {
    remarks.push(`${warning} ${subject}`);
  };
  const context = actionContext({ settings: readSettings(metadata), remark });
  const record: Record<string, unknown> = {
    ...model.map({ ticket_id: 42, id: 3, who_type: 1, ...row }, context, () => undefined),
  };
  return { record, remarks };
}

describe('author_kind', () => {
  const agent = { who_type: 1, who_agentid: 8, who: 'Rewst Integration' };

  test.each([
    ['the agent id', { '8': 'system' }],
    ['the name', { 'Rewst Integration': 'system' }],
    ['the name in other letters and spaces', { ' rewst  INTEGRATION ': 'system' }],
    ["Halo's number", { 'who_type 1': 'system' }],
    ["Halo's number, spelt differently", { 'Who_Type: 1': 'system' }],
  ])('is what the metadata say by %s', (_key, author_kinds) => {
    expect(map(agent).record['author_kind']).toBe('agent');
    expect(map(agent, { author_kinds }).record['author_kind']).toBe('system');
  });

  test.each([
    [{ '8': 'contact', 'Rewst Integration': 'system', 'who_type 1': 'agent' }, 'contact'],
    [{ 'Rewst Integration': 'system', 'who_type 1': 'contact' }, 'system'],
    [{ '9': 'system', 'who_type 2': 'contact', '1': 'contact' }, 'agent'],
  ])('goes by the id first, then by the name, then by the number: %j', (author_kinds, expected) => {
    expect(map(agent, { author_kinds }).record['author_kind']).toBe(expected);
  });

  test('of a contact is found by name, and an id is never that of an agent who did not write it', () => {
    const contact = { who_type: 2, who_agentid: 0, who: 'Monitoring' };
    expect(map(contact, { author_kinds: { Monitoring: 'system' } }).record['author_kind']).toBe('system');
    expect(map(contact, { author_kinds: { '0': 'system', '2': 'system' } }).record['author_kind']).toBe('contact');
  });

  test.each([
    [{ who_type: 3, who: 'Acme Supplies' }, 'who_type 3'],
    [{ who_type: undefined, who: 'Acme Supplies' }, '"Acme Supplies"'],
  ])('that is not known is unknown, and told with what the setting is to say of it: %j', (row, subject) => {
    const { record, remarks } = map(row);
    expect(record['author_kind']).toBe('unknown');
    expect(remarks).toEqual([expect.stringMatching(`"author_kinds".*: ${subject}$`)]);
    const told = map(row, { author_kinds: { [subject.replaceAll('"', '')]: 'contact' } });
    expect([told.record['author_kind'], told.remarks]).toEqual(['contact', []]);
  });
});

describe('is_private', () => {
  const note = { outcome_id: 21, outcome: 'Escalation', timetaken: 1 };

  test.each([
    ['the id of the outcome', { '21': true }],
    ['its name', { Escalation: true }],
    ['its name in other letters and spaces', { ' ESCALATION': true }],
    ['the id before the name', { Escalation: false, '21': true }],
  ])('is what the metadata say by %s, of actions and of time entries', (_key, private_outcomes) => {
    for (const model of [TicketAction, TimeEntry]) {
      expect(map(note, {}, model).record['is_private']).toBe(false);
      expect(map(note, { private_outcomes }, model).record['is_private']).toBe(true);
      expect(map(note, { private_outcomes: { Other: true } }, model).record['is_private']).toBe(false);
    }
  });

  test("is false against Halo's flag only where the metadata say so", () => {
    const hidden = { ...note, hiddenfromuser: true };
    expect(map(hidden, { private_outcomes: { Other: false } }).record['is_private']).toBe(true);
    expect(map(hidden, { private_outcomes: { Escalation: false } }).record['is_private']).toBe(false);
  });
});

describe('email_direction', () => {
  test.each([
    ['the id of the outcome', { '16': 'incoming' }],
    ['its name', { 'email user': 'incoming' }],
    ["Halo's value", { 'emaildirection 1': 'incoming' }],
    ['the outcome before the value', { 'emaildirection 1': 'outgoing', 'Email User': 'incoming' }],
  ])('is what the metadata say by %s', (_key, email_directions) => {
    const row = { ...email, emaildirection: 1 };
    expect(map(row).record['email_direction']).toBeUndefined();
    expect(map(row, { email_directions }).record['email_direction']).toBe('incoming');
    expect(map({ ...row, emaildirection: 'O' }, { email_directions }).record['email_direction']).toBe(
      'emaildirection 1' in email_directions && !('Email User' in email_directions) ? 'outgoing' : 'incoming',
    );
  });

  test('that is not known is left out, and told for e-mails with what the setting is to say of it', () => {
    const { record, remarks } = map({ ...email, emaildirection: 'X' });
    expect(record['email_direction']).toBeUndefined();
    expect(remarks).toEqual([expect.stringMatching('"email_directions".*: emaildirection X$')]);
    expect(map({ ...email, emaildirection: '' }).remarks).toEqual([]);
    expect(map({ emaildirection: '0' }).remarks).toEqual([]);
  });
});
