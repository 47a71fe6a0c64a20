import { describe, expect, test } from 'vitest';

import { readDate, shiftDate } from '../../../halo/values/dates.js';

describe('a date from Halo is read as an instant in UTC', () => {
  test.each([
    // The three forms of one body (halo-api.md §6.1.2).
    ['set during the request, seven decimals', '2026-10-03T06:24:10.9671234Z', '2026-10-03T06:24:10.967Z'],
    ['computed, no decimals', '2026-10-03T06:24:10Z', '2026-10-03T06:24:10.000Z'],
    ['computed, three decimals', '2026-10-03T06:24:10.123Z', '2026-10-03T06:24:10.123Z'],
    ['two decimals and a zone', '2026-10-03T06:24:10.96Z', '2026-10-03T06:24:10.960Z'],
    ['stored, naive, four decimals', '2026-10-03T06:24:10.9671', '2026-10-03T06:24:10.967Z'],
    ['stored, naive, two decimals', '2026-10-03T06:24:10.96', '2026-10-03T06:24:10.960Z'],
    ['stored, naive, three decimals', '2026-10-03T06:24:10.967', '2026-10-03T06:24:10.967Z'],
    ['stored, naive, no decimals', '2026-10-03T06:24:10', '2026-10-03T06:24:10.000Z'],
    ['cut to the minute with stray ticks', '2026-10-03T06:24:00.0002286Z', '2026-10-03T06:24:00.000Z'],
    ['a day', '2026-10-03', '2026-10-03T00:00:00.000Z'],
    ['a space between', '2026-10-03 06:24:10', '2026-10-03T06:24:10.000Z'],
    ['an offset', '2026-10-03T01:24:10+02:00', '2026-10-02T23:24:10.000Z'],
    ['an offset without a colon', '2026-10-02T22:24:10-0330', '2026-10-03T01:54:10.000Z'],
    ['a leap day', '2024-02-29T00:00:00', '2024-02-29T00:00:00.000Z'],
    ['an open-ended contract', '2099-12-31T00:00:00', '2099-12-31T00:00:00.000Z'],
    ['the first year that is meant', '1981-01-01T00:00:00', '1981-01-01T00:00:00.000Z'],
  ])('%s', (_form, text, instant) => {
    expect(readDate(text)).toBe(instant);
  });

  test('the three forms of one instant are equal', () => {
    const forms = ['2026-10-03T06:24:10.9670000Z', '2026-10-03T06:24:10.967Z', '2026-10-03T06:24:10.967'];
    expect(new Set(forms.map(readDate)).size).toBe(1);
  });
});

describe('a value that means "no date"', () => {
  test.each([
    '1899-12-30T00:00:00',
    '1900-01-01T00:00:00',
    '0001-01-01T00:00:00',
    '0001-01-01T00:00:00Z',
    '1901-01-01T08:30:00',
    '1980-12-31T23:59:59',
    '',
    null,
    undefined,
  ])('%j gives no date', (value) => {
    expect(readDate(value)).toBeNull();
  });
});

describe('a value that is not a date', () => {
  test.each([
    '08:30:00',
    'yesterday',
    '03/10/2026',
    '2026-10-03T06:24',
    '2026-13-01T00:00:00',
    '2026-02-30T00:00:00',
    '2023-02-29T00:00:00Z',
    '2026-02-30T12:00:00+02:00',
    '2026-10-03T25:00:00',
    '2026-10-03T00:00:00 UTC',
    1_759_472_650,
    true,
    {},
    [],
  ])('%j is distinguished from a missing date', (value) => {
    expect(readDate(value)).toBeUndefined();
  });
});

test('a shifted date keeps UTC and milliseconds', () => {
  expect(shiftDate('2026-03-01T00:00:00.500Z', -15 * 60_000)).toBe('2026-02-28T23:45:00.500Z');
});
