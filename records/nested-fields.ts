import { z } from 'zod';

import { isArray, isRow, type HaloRow } from '../halo/values/rows.js';
import { described } from './described.js';
import { computed, malformed, type ComplainOfPart, type Field } from './field.js';
import { nameIn, type Origin } from './origin.js';

/** The fields of a row inside a row. */
type NestedFields = Readonly<Record<string, Field<z.ZodType, undefined>>>;

/**
 * Rows inside a row, such as the lines of an invoice, in Halo's order. A value of another type than expected is left out
 * of its line, as it is left out of a record.
 */
export function nested(key: string, description: string, fields: NestedFields, origin: Origin) {
  const entries = Object.entries(fields);
  const shape = Object.fromEntries(entries.map(([name, { schema }]) => [name, schema]));
  const readings = entries.flatMap(([name, { reading }]) => [name, ...reading.map(String)]);
  return computed(
    ['nested', 1, key, ...readings],
    described(z.array(z.object(shape)).optional(), `${description} ${nameIn(key, origin)}`),
    (row, _context: unknown, complain) => {
      const value = row[key];
      if (!isArray(value)) return undefined;
      const items = value.filter(isRow).map((item) => readItem(item, entries, complain));
      return items.length === 0 ? undefined : items;
    },
    origin,
  );
}

function readItem(
  row: HaloRow,
  entries: readonly [string, Field<z.ZodType, undefined>][],
  complain: ComplainOfPart,
): Record<string, unknown> {
  const item: Record<string, unknown> = {};
  for (const [name, field] of entries) {
    const value = field.read(row, undefined, complain);
    if (value === malformed) complain(name);
    const kept = value === malformed ? field.fallback : value;
    if (kept !== undefined) item[name] = kept;
  }
  return item;
}
