import { describe, expect, test } from 'vitest';

import { readListAnswer } from '../../../halo/lists/answer.js';
import { UnreadableAnswerError } from '../../../halo/errors.js';

const read = (body: unknown) => readListAnswer('tickets', 'tickets', body);
const rows = [{ id: 1 }, { id: 2 }];

describe('the rows of a list', () => {
  test('are read from an envelope, with the count and the effective page size', () => {
    const answer = read({ page_no: 1, page_size: 50, record_count: 717, columns: [], tickets: rows });
    expect(answer).toEqual({ rows, recordCount: 717, pageSize: 50 });
  });

  test('are read from a bare array, which has no count', () => {
    expect(read(rows)).toEqual({ rows, recordCount: undefined, pageSize: undefined });
  });

  test('are read from `results`, where newer builds put them', () => {
    expect(read({ record_count: 2, results: rows }).rows).toEqual(rows);
  });

  test('are read from the only other array, whatever its name', () => {
    expect(read({ record_count: 2, faults: rows }).rows).toEqual(rows);
  });

  test('are not taken from other arrays beside the named one', () => {
    const sidecars = {
      columns: [{ id: 9 }],
      columns_id: [],
      folders: [{ id: 8 }],
      user_ids: [7],
      include_children: [],
    };
    expect(read({ ...sidecars, tickets: rows }).rows).toEqual(rows);
    expect(read({ ...sidecars, data: rows }).rows).toEqual(rows);
  });

  test('are taken from the named property rather than from `results`', () => {
    expect(read({ results: [{ id: 9 }], attachments: [{ id: 8 }], tickets: rows }).rows).toEqual(rows);
  });

  test('are none if the array is empty, or is left out beside a count of 0', () => {
    expect(read({ record_count: 0, tickets: [] }).rows).toEqual([]);
    expect(read({ record_count: 0 })).toEqual({ rows: [], recordCount: 0, pageSize: undefined });
    expect(read([]).rows).toEqual([]);
  });

  test.each([
    ['"3"', 3],
    ['null', undefined],
    ['"many"', undefined],
    ['2.5', undefined],
  ])('a record_count of %s counts as %s', (text, count) => {
    expect(read(JSON.parse(`{"record_count":${text},"tickets":[]}`)).recordCount).toBe(count);
  });
});

describe('an answer that cannot be read is an error and never an empty list', () => {
  test.each([
    ['no container', { record_count: 3 }],
    ['no container and no count', {}],
    ['only sidecars', { record_count: 3, columns: [], folders: [] }],
    ['two arrays that might be meant', { record_count: 3, first: rows, second: rows }],
    ['a container that is no array', { record_count: 0, tickets: { id: 1 } }],
    ['a text', 'Ok'],
    ['nothing', ''],
    ['null', null],
    ['a number', 7],
    ['an error', { Message: 'Object reference not set to an instance of an object.' }],
    ['a row that is null', { tickets: [{ id: 1 }, null] }],
    ['a row that is a number', [1, 2, 3]],
    ['a row that is an array', { tickets: [[]] }],
  ])('%s', (_name, body) => {
    expect(() => read(body)).toThrow(UnreadableAnswerError);
  });

  test('the error names the list that was read', () => {
    expect(() => read({ record_count: 3 })).toThrow(/tickets/);
  });
});
