import { beforeEach, describe, expect, test } from 'vitest';

import { customFieldName, readCustomFields } from '../../../halo/values/custom-fields.js';

const complaints: [string, string][] = [];
const readAll = (value: unknown) =>
  readCustomFields(value, (name, problem = 'unreadable') => complaints.push([name, problem]));
const read = (field: Record<string, unknown>) =>
  readAll([{ id: 210, name: 'CFlevel', label: 'Level', ...field }])?.['level'];

beforeEach(() => {
  complaints.length = 0;
});

describe('a value is read by its type', () => {
  test.each([
    ['text', 0, 'PO-1', 'text', 'PO-1'],
    ['memo', 1, 'Two\nlines', 'memo', 'Two\nlines'],
    ['number in a text field', 0, 12.5, 'text', 12.5],
    ['select, a number', 2, 3, 'select', '3'],
    ['select, a text', 2, '3', 'select', '3'],
    ['multi-select, one number', 3, 3, 'multi_select', ['3']],
    ['multi-select as read', 3, '3,5', 'multi_select', ['3', '5']],
    ['multi-select as written', 3, [{ id: 3 }, { id: 5 }], 'multi_select', ['3', '5']],
    ['multi-select of numbers', 3, [3, 5], 'multi_select', ['3', '5']],
    ['multi-select with blanks', 3, ' 3, ,5 ', 'multi_select', ['3', '5']],
    ['multi-select with an unset option', 3, '0,5', 'multi_select', ['5']],
    ['date, naive', 4, '2026-10-03T00:00:00', 'date', '2026-10-03T00:00:00.000Z'],
    ['date with Z', 4, '2026-10-03T09:00:00.1234567Z', 'date', '2026-10-03T09:00:00.123Z'],
    ['time', 5, '08:30:00', 'time', '08:30:00'],
    ['time without seconds', 5, '08:30', 'time', '08:30'],
    ['time behind a date', 5, '1901-01-01T08:30:00', 'time', '08:30:00'],
    ['checkbox, "Yes"', 6, 'Yes', 'checkbox', true],
    ['checkbox, "No"', 6, 'No', 'checkbox', false],
    ['checkbox, true', 6, true, 'checkbox', true],
    ['checkbox, false', 6, false, 'checkbox', false],
    ['checkbox, a text', 6, 'True', 'checkbox', true],
    ['checkbox, a text that says no', 6, 'false', 'checkbox', false],
    ['checkbox, 1', 6, 1, 'checkbox', true],
    ['checkbox, "0"', 6, '0', 'checkbox', false],
    ['table', 7, [{ row: 1 }], 'table', '[{"row":1}]'],
    ['rich text', 10, '<p>Hello</p>', 'rich_text', '<p>Hello</p>'],
    ['a type that nobody knows', 99, 'x', 'other', 'x'],
    ['a type as a text', '2', 3, 'select', '3'],
  ])('%s', (_name, type, value, name, expected) => {
    expect(read({ type, value })).toEqual({ label: 'Level', type: name, value: expected });
  });

  test('a field without a type gets no guessed type', () => {
    expect(read({ value: 'x' })).toEqual({ label: 'Level', type: 'other', value: 'x' });
  });
});

describe('a field without a value is left out', () => {
  test.each([
    ['missing', 0, undefined],
    ['null', 0, null],
    ['empty', 0, ''],
    ['blank', 0, '   '],
    ['select 0', 2, 0],
    ['select -1', 2, -1],
    ['select "0"', 2, '0'],
    ['multi-select of nothing', 3, []],
    ['multi-select 0', 3, '0'],
    ['a sentinel date', 4, '1900-01-01T00:00:00'],
    ['only invisible characters', 0, '\u200b'],
  ])('%s', (_name, type, value) => {
    expect(read({ type, value })).toBeUndefined();
  });

  test('and so is the whole object if no field has a value', () => {
    expect(readAll([{ name: 'CFa', type: 0 }])).toBeUndefined();
    expect(readAll([])).toBeUndefined();
    expect(readAll(undefined)).toBeUndefined();
    expect(readAll('CFa')).toBeUndefined();
  });
});

// halo-api.md §6.1.4: characters of no width occur inside the text values of custom fields.
test('invisible characters are gone from value, label and display', () => {
  const field = read({ type: 0, value: 'Worn\u200b cable', label: 'Root\ufeff cause', display: 'Worn\u200b cable' });
  expect(field).toEqual({ label: 'Root cause', type: 'text', value: 'Worn cable', display: 'Worn cable' });
});

test('the display is passed on as it is shown and never read', () => {
  const field = read({ type: 4, value: '2026-10-03T00:00:00', display: '03/10/2026 ' });
  expect(field).toMatchObject({ value: '2026-10-03T00:00:00.000Z', display: '03/10/2026' });
});

test('a missing label is replaced by the name', () => {
  expect(read({ type: 0, value: 'x', label: '' })?.label).toBe('level');
});

test.each([
  ['CFcontractLevel', 'contractLevel'],
  ['CF', 'CF'],
  ['CFA', 'A'],
  ['cfa', 'cfa'],
  ['symptom', 'symptom'],
])('the name of %s is %s', (column, name) => {
  expect(customFieldName(column)).toBe(name);
});

describe('a value that cannot be read is left out and reported', () => {
  test.each([
    ['a date in the form of its display', 4, '01/05/2026'],
    ['a select that is a list', 2, [3]],
    ['a select that is a flag', 2, true],
    ['a multi-select with an option that is none', 3, [3, { name: 'Gold' }]],
    ['a time that is none', 5, 'nine'],
    ['a checkbox that says neither', 6, 'perhaps'],
    ['an object in a text field', 0, { text: 'x' }],
    ['an object in a rich text', 10, { html: 'x' }],
  ])('%s', (_name, type, value) => {
    expect(read({ type, value })).toBeUndefined();
    expect(complaints).toEqual([['level', 'unreadable']]);
  });

  test('and the others are kept', () => {
    const fields = readAll([
      { id: 1, name: 'CFa', type: 4, value: 'soon' },
      { id: 2, name: 'CFb', type: 0, value: 'x' },
    ]);
    expect(Object.keys(fields ?? {})).toEqual(['b']);
    expect(complaints).toEqual([['a', 'unreadable']]);
  });
});

test('a value of an unknown type is kept and reported', () => {
  expect(read({ type: 12, value: { a: 'x\u0000' } })).toEqual({ label: 'Level', type: 'other', value: '{"a":"x"}' });
  expect(complaints).toEqual([['level', 'unknownType']]);
});

test('an option that has a name needs no display text', () => {
  expect(read({ type: 2, value: { id: 3, name: 'Gold' } })).toMatchObject({ value: '3', display: 'Gold' });
  const several = [
    { id: 1, name: 'E-mail' },
    { id: 3, name: 'Backup' },
  ];
  expect(read({ type: 3, value: several })).toMatchObject({ value: ['1', '3'], display: 'E-mail, Backup' });
});

describe('fields with the same name', () => {
  const entry = (id: number, name: string, value: string) => ({ id, name, label: name, type: 0, value });

  test('are distinguished: the oldest keeps the name, in whatever order they come', () => {
    const one = readAll([entry(9, 'CFlevel', 'new'), entry(4, 'level', 'old')]);
    const other = readAll([entry(4, 'level', 'old'), entry(9, 'CFlevel', 'new')]);
    expect(one).toMatchObject({ level: { value: 'old' }, level_9: { value: 'new' } });
    expect(other).toEqual(one);
  });

  test('keep their names when only one of them has a value', () => {
    expect(readAll([entry(4, 'level', ''), entry(9, 'CFlevel', 'new')])).toMatchObject({ level_9: { value: 'new' } });
  });
});

test('an entry that is not a field does not remove the others', () => {
  const fields = readAll([null, 7, { id: 3, type: 0, value: 'x' }, { name: 'CFa', type: 0, value: 'x' }]);
  expect(Object.keys(fields ?? {})).toEqual(['field_3', 'a']);
  expect(complaints).toEqual([['(an entry that is no object)', 'unreadable']]);
});
