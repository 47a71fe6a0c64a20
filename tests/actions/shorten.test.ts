import { expect, test } from 'vitest';
import { z } from 'zod';

import { shorten } from '../../actions/tickets/context/shorten.js';

const Note = {
  schema: z.object({
    id: z.string(),
    text: z.string().optional(),
    custom_fields: z.record(z.string(), z.string()).optional(),
  }),
};

test('names the fields that were cut or left out', () => {
  const record = { id: '1', text: 'x'.repeat(40), custom_fields: { a: 'b' } };
  const { record: short, cut } = shorten(Note, record, 30, ['custom_fields']);
  expect(short).toEqual({ id: '1', text: expect.stringMatching(/^x+ … \(shortened\)$/) as unknown });
  expect(short.text).toHaveLength(30);
  expect(cut).toEqual(['text', 'custom_fields']);
});

test('does not name a field that had no value', () => {
  const record = { id: '1', text: 'short', custom_fields: undefined };
  const { record: short, cut } = shorten(Note, record, 30, ['custom_fields']);
  expect(JSON.stringify(short)).toBe('{"id":"1","text":"short"}');
  expect(cut).toEqual([]);
});
