import { z } from 'zod';

import { readDate } from '../halo/values/dates.js';
import { toId, toInteger, type HaloRow } from '../halo/values/rows.js';
import { cleanText } from '../halo/values/texts.js';
import { described } from './described.js';

export { cleanText };

// The runner's sandbox looks a global up anew each time it is named, which costs more than most fields do
// (docs/performance.md): what runs for each field of each row names its globals once.
const { isFinite } = Number;

/**
 * Fields of a model: what consumers get and how it is read from a row of Halo's, in one place, so that the two cannot
 * drift apart. Every reader gives `undefined` when Halo has no value (missing, null, empty: halo-api.md §6.1.1), and
 * `malformed` when it has one of another type.
 */
export const malformed: unique symbol = Symbol('malformed');

/**
 * How a field's value is made: the reader, its version, and the fields of Halo's row that it looks at. From this it is
 * known whether cached records are still what their rows would become now (`RecordModel.readings`). The version is raised
 * with every change after which the reader makes something else of the same row; `tests/records/readers.test.ts` notices.
 */
export type Reading = readonly [reader: string, version: number, ...from: string[]];

export interface Field<Schema extends z.ZodType, Context = unknown> {
  readonly schema: Schema;
  readonly reading: Reading;
  /** @param context what the field needs that is not in the row */
  read(row: HaloRow, context: Context): z.output<Schema> | undefined | typeof malformed;
  /** What a field that is always there says when its value is malformed. */
  readonly fallback?: z.output<Schema>;
}

/** Shown in descriptions, because a model's names differ from Halo's where Halo's mislead. */
function describe(description: string, halo: string): string {
  return `${description} Halo: ${halo}.`;
}

/** A text; numbers are accepted as their digits, because Halo writes some references either way. */
export function text(key: string, description: string): Field<z.ZodOptional<z.ZodString>> {
  return {
    schema: described(z.string().optional(), describe(description, key)),
    reading: ['text', 1, key],
    read(row) {
      const value = row[key];
      if (value === undefined || value === null) return undefined;
      if (typeof value === 'string') return cleanText(value);
      return typeof value === 'number' ? `${value}` : malformed;
    },
  };
}

/** A date and time, ISO 8601 in UTC. Of several keys, which builds spell differently, the first that is there counts. */
export function instant(
  key: string | readonly [string, ...string[]],
  description: string,
): Field<z.ZodOptional<z.ZodString>> {
  const keys = typeof key === 'string' ? [key] : key;
  return {
    schema: described(z.string().optional(), describe(`${description} ISO 8601, UTC.`, keys.join(' or '))),
    reading: ['instant', 1, ...keys],
    read(row) {
      for (const name of keys) {
        const value = row[name];
        if (value === undefined || value === null) continue;
        const date = readDate(value);
        return date === undefined ? malformed : (date ?? undefined);
      }
      return undefined;
    },
  };
}

/** A reference to another record by its id; 0 and -1 mean none (halo-api.md §6.1.3). */
export function reference(key: string, description: string): Field<z.ZodOptional<z.ZodString>> {
  return {
    schema: described(z.string().optional(), describe(description, key)),
    reading: ['reference', 1, key],
    read(row) {
      const value = row[key];
      if (value === undefined || value === null || value === '') return undefined;
      const id = toInteger(value);
      if (id === undefined) return malformed;
      return id > 0 ? `${id}` : undefined;
    },
  };
}

/** An id of another product, number or text; 0, -1 and the empty text mean none. */
export function externalId(key: string, description: string): Field<z.ZodOptional<z.ZodString>> {
  return {
    schema: described(z.string().optional(), describe(description, key)),
    reading: ['externalId', 1, key],
    read(row) {
      const value = row[key];
      if (value === undefined || value === null || value === 0 || value === -1) return undefined;
      if (typeof value === 'number') return `${value}`;
      if (typeof value !== 'string') return malformed;
      const id = cleanText(value);
      return id === '0' || id === '-1' ? undefined : id;
    },
  };
}

/** A number. `-0.0` occurs (halo-api.md §6.1.4) and becomes 0. */
export function quantity(key: string, description: string): Field<z.ZodOptional<z.ZodNumber>> {
  return {
    schema: described(z.number().optional(), describe(description, key)),
    reading: ['quantity', 1, key],
    read(row) {
      const value = row[key];
      if (value === undefined || value === null || value === '') return undefined;
      const number = typeof value === 'string' ? Number(value) : value;
      return typeof number === 'number' && isFinite(number) ? number + 0 : malformed;
    },
  };
}

/** Yes or no; 0 and 1 are accepted (halo-api.md §6.1.4), and the words as texts. */
export function flag(key: string, description: string): Field<z.ZodOptional<z.ZodBoolean>> {
  return {
    schema: described(z.boolean().optional(), describe(description, key)),
    reading: ['flag', 1, key],
    read(row) {
      const value = row[key];
      if (value === undefined || value === null || value === '') return undefined;
      if (typeof value === 'boolean') return value;
      if (value === 1 || value === 'true') return true;
      return value === 0 || value === 'false' ? false : malformed;
    },
  };
}

/** Yes or no where Halo leaves out the no (halo-api.md §6.1.1). */
export function flagOrNo(key: string, description: string): Field<z.ZodBoolean> {
  const optional = flag(key, description);
  return {
    schema: described(z.boolean(), describe(description, key)),
    reading: ['flagOrNo', 1, key],
    read: (row, context) => optional.read(row, context) ?? false,
    fallback: false,
  };
}

/** The record's own id. */
export const recordId: Field<z.ZodString> = {
  schema: described(z.string(), 'The id in Halo, as text. Halo: id.'),
  reading: ['recordId', 1, 'id'],
  // The list reader has refused rows without a usable id already (`UnusableRowError`).
  read: (row) => `${toId(row['id']) ?? ''}`,
};

/** A value worked out from the whole row. */
export function computed<Schema extends z.ZodType, Context = unknown>(
  reading: Reading,
  schema: Schema,
  read: (row: HaloRow, context: Context) => z.output<Schema> | undefined,
): Field<Schema, Context> {
  return { schema, reading, read };
}
