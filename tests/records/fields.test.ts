import { describe, expect, test } from 'vitest';

import type { HaloRow } from '../../halo/values/rows.js';
import { externalId, flag, instant, quantity, recordId, reference, text } from '../../records/fields.js';
import { agentReference, ids, tags } from '../../records/composite-fields.js';
import { defineRecord } from '../../records/define.js';
import { askedWith } from '../../records/origin.js';

const key = 'key';
const row = (value: unknown): HaloRow => ({ key: value });
const readers = {
  text: text(key, ''),
  instant: instant(key, ''),
  reference: reference(key, ''),
  agentReference: agentReference(key, ''),
  externalId: externalId(key, ''),
  quantity: quantity(key, ''),
  flag: flag(key, ''),
  ids: ids(key, ''),
  tags: tags(key, ''),
};

const ignore = () => undefined;

describe.each(Object.entries(readers))('%s', (_name, field) => {
  // Halo leaves empty fields out; null and "" are tolerated (halo-api.md §6.1.1).
  test('has no value if the row has none', () => {
    expect(field.read({}, undefined, ignore)).toBeUndefined();
    expect(field.read(row(null), undefined, ignore)).toBeUndefined();
  });

  test('fits its own schema without a value', () => {
    expect(field.schema.safeParse(undefined).success).toBe(true);
  });
});

describe('the readings of a model', () => {
  const readings = (fields: Record<string, ReturnType<typeof text>>) =>
    defineRecord('Thing', () => ({ id: recordId, ...fields })).readings;
  const known = readings({ name: text('name', 'Name.'), code: text('ref', 'Code.') });

  test('stay the same with other descriptions and in another order', () => {
    expect(readings({ code: text('ref', 'Short code.'), name: text('name', '') })).toBe(known);
  });

  const name = text('name', '');
  test.each<[string, Record<string, ReturnType<typeof text>>]>([
    ['a field more', { name, code: text('ref', ''), note: text('note', '') }],
    ['a field less', { name }],
    ['a field of another name', { name, short: text('ref', '') }],
    ['a field that is read from elsewhere', { name, code: text('code', '') }],
    ['a field of another reader', { name, code: reference('ref', '') }],
    ['a field that has to be asked for', { name, code: text('ref', '', askedWith('includenotes')) }],
    ['a reader of another version', { name, code: { ...text('ref', ''), reading: ['text', 99, 'ref'] } }],
  ])('change with %s', (_what, fields) => {
    expect(readings(fields)).not.toBe(known);
  });
});

describe('a record', () => {
  const Model = defineRecord('Thing', () => ({
    id: recordId,
    name: text('name', ''),
    due: instant('due', ''),
    on: flag('on', ''),
  }));

  test('is kept if a value has another type, and the field is reported', () => {
    const complaints: string[] = [];
    const record = Model.map({ id: 7, name: { a: 1 }, due: 'soon', on: true }, undefined, (field) =>
      complaints.push(field),
    );
    expect(record).toEqual({ id: '7', on: true });
    expect(complaints).toEqual(['name', 'due']);
  });

  test('is sent without fields that have no value', () => {
    const record = Model.map({ id: 7, name: '', due: '1900-01-01T00:00:00' }, undefined, () => undefined);
    expect(JSON.stringify(record)).toBe('{"id":"7"}');
  });

  test('has its id as text', () => {
    expect(Model.map({ id: 7 }, undefined, () => undefined).id).toBe('7');
    expect(Model.map({ id: '7' }, undefined, () => undefined).id).toBe('7');
  });
});
