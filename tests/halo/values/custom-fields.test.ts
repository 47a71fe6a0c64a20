import { describe, expect, test } from 'vitest';

import { customFieldName, readCustomFields } from '../../../halo/values/custom-fields.js';

const read = (field: Record<string, unknown>) =>
  readCustomFields([{ id: 210, name: 'CFlevel', label: 'Level', ...field }])?.['level'];

describe('a value by its type', () => {
  test.each([
    ['text', 0, 'PO-1', 'text', 'PO-1'],
    ['memo', 1, 'Two\nlines', 'text', 'Two\nlines'],
    ['number in a text field', 0, 12.5, 'text', 12.5],
    ['select, a number', 2, 3, 'select', '3'],
    ['select, a text', 2, '3', 'select', '3'],
    ['multi-select as read', 3, '3,5', 'multi_select', ['3', '5']],
    ['multi-select as written', 3, [{ id: 3 }, { id: 5 }], 'multi_select', ['3', '5']],
    ['multi-select of numbers', 3, [3, 5], 'multi_select', ['3', '5']],
    ['multi-select with blanks', 3, ' 3, ,5 ', 'multi_select', ['3', '5']],
    ['multi-select with an unset option', 3, '0,5', 'multi_select', ['5']],
    ['date, naive', 4, '2026-10-03T00:00:00', 'date', '2026-10-03T00:00:00.000Z'],
    ['date with Z', 4, '2026-10-03T09:00:00.1234567Z', 'date', '2026-10-03T09:00:00.123Z'],
    ['time', 5, '08:30:00', 'time', '08:30:00'],
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

  test('a field without a type is not guessed at', () => {
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
    ['no date at all', 4, '03/10/2026'],
    ['only invisible characters', 0, '\u200b'],
  ])('%s', (_name, type, value) => {
    expect(read({ type, value })).toBeUndefined();
  });

  test('and so is the whole of them, when none has one', () => {
    expect(readCustomFields([{ name: 'CFa', type: 0 }])).toBeUndefined();
    expect(readCustomFields([])).toBeUndefined();
    expect(readCustomFields(undefined)).toBeUndefined();
    expect(readCustomFields('CFa')).toBeUndefined();
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

test('a label that is missing is the name', () => {
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

test('an entry that is no field does not cost the others', () => {
  const fields = readCustomFields([null, 7, { value: 'x' }, { name: 3 }, { name: 'CFa', type: 0, value: 'x' }]);
  expect(Object.keys(fields ?? {})).toEqual(['a']);
});
