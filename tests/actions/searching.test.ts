import { expect, test } from 'vitest';

import { continuation, pageOf } from '../../actions/searching/page.js';

const silent = { recordCount: undefined, pageSize: undefined };
const rows = Array.from({ length: 50 }, (_, index) => ({ id: index + 1 }));

test('if a server gives fewer rows per page than requested, there are more pages, not fewer rows', () => {
  const page = pageOf({ rows, recordCount: 120, pageSize: 50 }, 2, 100);
  expect(continuation(page, 2)).toEqual({ total: 120, next_cursor: '3' });
  expect(continuation(pageOf({ rows: rows.slice(0, 20), recordCount: 120, pageSize: 50 }, 3, 100), 3)).toEqual({
    total: 120,
  });
});

test('without a count, a full page has a next page', () => {
  expect(pageOf({ rows, ...silent }, 1, 50).isLast).toBe(false);
  expect(pageOf({ rows: rows.slice(1), ...silent }, 1, 50).isLast).toBe(true);
});
