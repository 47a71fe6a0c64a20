import { describe, expect, test } from 'vitest';

import { isRow, toId, toInteger } from '../../../halo/values/rows.js';

describe('ids', () => {
  test.each([
    [21, 21],
    // Sites and contacts carry their parents' ids as decimals (halo-api.md §6.1.3).
    [JSON.parse('21.0'), 21],
    ['21', 21],
    [' 21 ', 21],
    [9_007_199_254_740_991, 9_007_199_254_740_991],
  ])('%j is an id', (value, id) => {
    expect(toId(value)).toBe(id);
  });

  test.each([0, -1, '0', '-1', 21.5, '21.5', '', ' ', 'x21', '0x15', '1e3', null, undefined, true, [21], { id: 21 }])(
    '%j is none',
    (value) => {
      expect(toId(value)).toBeUndefined();
    },
  );

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, '9999999999999999'])(
    '%j cannot be counted with',
    (value) => {
      expect(toInteger(value)).toBeUndefined();
    },
  );

  test('whole numbers keep their sign', () => {
    expect([toInteger(-1), toInteger('-1'), toInteger(0)]).toEqual([-1, -1, 0]);
  });
});

test.each([
  [{}, true],
  [{ id: 1 }, true],
  [[], false],
  [null, false],
  ['{}', false],
  [undefined, false],
])('%j is a row: %s', (value, expected) => {
  expect(isRow(value)).toBe(expected);
});
