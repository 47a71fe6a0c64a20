import { describe, expect, test } from 'vitest';

import type { HaloRow } from '../../halo/values/rows.js';
import {
  externalId,
  flag,
  flagOrNo,
  instant,
  malformed,
  quantity,
  recordId,
  reference,
  text,
} from '../../records/fields.js';
import { agentReference, assetFields, customFields, ids, named, tags } from '../../records/composite-fields.js';
import { defineRecord } from '../../records/define.js';

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

describe.each(Object.entries(readers))('%s', (_name, field) => {
  // Halo leaves empty fields out; null and "" are tolerated (halo-api.md §14.1).
  test('has no value when there is none', () => {
    expect(field.read({}, undefined)).toBeUndefined();
    expect(field.read(row(null), undefined)).toBeUndefined();
  });

  test('fits its own schema without a value', () => {
    expect(field.schema.safeParse(undefined).success).toBe(true);
  });
});

describe('values', () => {
  test.each([
    ['text', ' Printer ', 'Printer'],
    ['text', 'Worn\u200b cable\ufeff', 'Worn cable'],
    ['text', 'می‌خواهم 👩‍💻', 'می‌خواهم 👩‍💻'],
    ['text', '', undefined],
    ['text', '\u200b ', undefined],
    ['text', 42, '42'],
    ['text', true, malformed],
    ['text', { a: 1 }, malformed],
    ['text', ['a'], malformed],
    ['instant', '2026-10-03T06:24:10.96', '2026-10-03T06:24:10.960Z'],
    ['instant', '1900-01-01T00:00:00', undefined],
    ['instant', '1899-12-30T00:00:00', undefined],
    ['instant', '0001-01-01T00:00:00', undefined],
    ['instant', '', undefined],
    ['instant', 'yesterday', malformed],
    ['instant', 0, malformed],
    ['reference', 21, '21'],
    ['reference', 21.0, '21'],
    ['reference', '21', '21'],
    ['reference', 0, undefined],
    ['reference', -1, undefined],
    ['reference', '', undefined],
    ['reference', 'Contoso', malformed],
    ['reference', 21.5, malformed],
    ['reference', {}, malformed],
    ['agentReference', 7, '7'],
    ['agentReference', '7', '7'],
    ['agentReference', 1, undefined],
    ['agentReference', 0, undefined],
    ['agentReference', -1, undefined],
    ['agentReference', 'Sam', malformed],
    ['externalId', 42, '42'],
    ['externalId', 'A-42', 'A-42'],
    ['externalId', ' 0 ', undefined],
    ['externalId', 0, undefined],
    ['externalId', -1, undefined],
    ['externalId', '-1', undefined],
    ['externalId', '', undefined],
    ['externalId', true, malformed],
    ['quantity', 2.5, 2.5],
    ['quantity', '2.5', 2.5],
    ['quantity', 0, 0],
    ['quantity', '', undefined],
    ['quantity', 'much', malformed],
    ['quantity', Number.POSITIVE_INFINITY, malformed],
    ['quantity', true, malformed],
    ['quantity', [2], malformed],
    ['flag', true, true],
    ['flag', false, false],
    ['flag', 1, true],
    ['flag', 0, false],
    ['flag', 2, malformed],
    ['flag', 'yes', malformed],
    ['ids', [{ id: 10 }, { id: 9 }, 100, '8'], ['8', '9', '10', '100']],
    ['ids', [], undefined],
    ['ids', [0, null], undefined],
    ['ids', '', undefined],
    ['ids', 'many', malformed],
    ['tags', 'vip, monitoring,,', ['vip', 'monitoring']],
    ['tags', [{ id: 1, text: 'vip' }, { name: 'new' }, 'old', 7, null, {}], ['vip', 'new', 'old', '7']],
    ['tags', ' , ', undefined],
    ['tags', 7, malformed],
  ] as const)('%s of %j is %j', (name, value, expected) => {
    const read: unknown = readers[name].read(row(value), undefined);
    expect(read).toEqual(expected);
    if (read !== malformed) expect(readers[name].schema.safeParse(read).error).toBeUndefined();
  });

  test('negative zero, which occurs, is zero', () => {
    expect(Object.is(readers.quantity.read(row(-0), undefined), 0)).toBe(true);
  });

  test('a no that Halo leaves out is a no', () => {
    const field = flagOrNo(key, '');
    expect([{}, row(null), row(false), row(0), row(true), row(1)].map((value) => field.read(value, undefined))).toEqual(
      [false, false, false, false, true, true],
    );
  });

  test('named rows come in order of id, whatever order they are sent in', () => {
    const field = named(key, 'team_id', 'team_name', '');
    const value = [{ team_id: 10, team_name: 'B' }, { team_id: 9, team_name: '' }, { team_name: 'C' }, null];
    expect(field.read(row(value), undefined)).toEqual([{ id: '9' }, { id: '10', name: 'B' }]);
    expect(field.read(row([]), undefined)).toBeUndefined();
  });
});

test('attributes of an asset by name, those without a value left out', () => {
  const fields = [
    { name: 'Model', value: 'x', display: 'Latitude' },
    { name: 'Serial', value: 'SN1' },
    { name: 'Cores', value: 8 },
    { name: 'IP', display: '' },
    { value: 'nameless' },
    null,
  ];
  expect(assetFields.read({ fields }, undefined)).toEqual({ Model: 'Latitude', Serial: 'SN1', Cores: '8' });
  expect(assetFields.read({}, undefined)).toBeUndefined();
  expect(assetFields.read({ fields: [] }, undefined)).toBeUndefined();
});

test('custom fields of every type fit the schema', () => {
  const types = [0, 1, 2, 3, 4, 5, 6, 7, 10, 99];
  const values = ['x', 'x', 3, '3,5', '2026-10-03T00:00:00', '08:30:00', true, [{ a: 1 }], '<p>x</p>', 'x'];
  const customfields = types.map((type, index) => ({ name: `CFf${type}`, label: 'L', type, value: values[index] }));
  const read = customFields.read({ customfields }, undefined);
  expect(Object.keys(read ?? {})).toHaveLength(types.length);
  expect(customFields.schema.safeParse(read).error).toBeUndefined();
});

describe('a record', () => {
  const Model = defineRecord()('Thing', {
    id: recordId,
    name: text('name', ''),
    due: instant('due', ''),
    on: flag('on', ''),
  });

  test('keeps its row when a value is of another type, and complains of the field', () => {
    const complaints: string[] = [];
    const record = Model.map({ id: 7, name: { a: 1 }, due: 'soon', on: true }, undefined, (field) =>
      complaints.push(field),
    );
    expect(record).toEqual({ id: '7', on: true });
    expect(complaints).toEqual(['name', 'due']);
  });

  test('holds no key without a value', () => {
    const record = Model.map({ id: 7, name: '', due: '1900-01-01T00:00:00' }, undefined, () => undefined);
    expect(Object.keys(record)).toEqual(['id']);
  });

  test('has its id as text', () => {
    expect(Model.map({ id: 7 }, undefined, () => undefined).id).toBe('7');
    expect(Model.map({ id: '7' }, undefined, () => undefined).id).toBe('7');
  });
});
