import { expect, test } from 'vitest';

import { batchesOf } from '../../syncs/batches.js';

const record = (id: number, length: number) => ({ id: String(id), note: 'x'.repeat(length) });

test('records are saved in batches that the platform accepts, however long their texts are', () => {
  const records = [record(1, 10), record(2, 10), record(3, 400), record(4, 10), record(5, 30)];
  const batches = [...batchesOf(records, 100)];
  expect(batches.map((batch) => batch.map(({ id }) => id))).toEqual([['1', '2'], ['3'], ['4', '5']]);
});

test('no batch is saved if there are no records', () => {
  expect([...batchesOf([])]).toEqual([]);
});
