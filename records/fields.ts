import { z } from 'zod';

import { readDate } from '../halo/values/dates.js';
import { idText, numberOf } from '../halo/lists/row-ids.js';
import { readFlag, toId, toInteger } from '../halo/values/rows.js';
import { cleanText } from '../halo/values/texts.js';
import { described } from './described.js';
import { malformed, type Field } from './field.js';
import { inList, nameIn, type Origin } from './origin.js';

// The runner's sandbox looks up a global each time it is named, which costs more than most fields do
// (docs/decisions.md, "Speed"): what runs for each field of each row names its globals once.
const { isFinite } = Number;

/*
 * Fields of a model: what consumers get and how it is read from a row of Halo's, in one place, so that the two cannot
 * drift apart. Every reader gives `undefined` when Halo has no value (missing, null, empty: halo-api.md §6.1.1), and
 * `malformed` when it has one of another type.
 */

/**
 * A text; numbers are accepted as their digits, because Halo writes some references either way. Of several keys, which
 * builds spell differently, the first that has a value counts.
 */
export function text(
  key: string | readonly [string, ...string[]],
  description: string,
  origin: Origin = inList,
): Field<z.ZodOptional<z.ZodString>> {
  const keys = typeof key === 'string' ? [key] : key;
  return {
    schema: described(z.string().optional(), `${description} ${nameIn(keys.join(' or '), origin)}`),
    reading: ['text', 2, ...keys],
    origin,
    read(row) {
      for (const name of keys) {
        const value = row[name];
        if (value === undefined || value === null) continue;
        if (typeof value === 'string') return cleanText(value);
        return typeof value === 'number' ? `${value}` : malformed;
      }
      return undefined;
    },
  };
}

/** A date and time, ISO 8601 in UTC. Of several keys, which builds spell differently, the first that is there counts. */
export function instant(
  key: string | readonly [string, ...string[]],
  description: string,
  origin: Origin = inList,
): Field<z.ZodOptional<z.ZodString>> {
  const keys = typeof key === 'string' ? [key] : key;
  return {
    schema: described(z.string().optional(), `${description} ISO 8601, UTC. ${nameIn(keys.join(' or '), origin)}`),
    reading: ['instant', 1, ...keys],
    origin,
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
export function reference(
  key: string,
  description: string,
  origin: Origin = inList,
): Field<z.ZodOptional<z.ZodString>> {
  return {
    schema: described(z.string().optional(), `${description} ${nameIn(key, origin)}`),
    reading: ['reference', 1, key],
    origin,
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
export function externalId(
  key: string,
  description: string,
  origin: Origin = inList,
): Field<z.ZodOptional<z.ZodString>> {
  return {
    schema: described(z.string().optional(), `${description} ${nameIn(key, origin)}`),
    reading: ['externalId', 2, key],
    origin,
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
export function quantity(key: string, description: string, origin: Origin = inList): Field<z.ZodOptional<z.ZodNumber>> {
  return {
    schema: described(z.number().optional(), `${description} ${nameIn(key, origin)}`),
    reading: ['quantity', 1, key],
    origin,
    read(row) {
      const value = row[key];
      if (value === undefined || value === null || value === '') return undefined;
      const number = typeof value === 'string' ? Number(value) : value;
      return typeof number === 'number' && isFinite(number) ? number + 0 : malformed;
    },
  };
}

/** Yes or no; 0 and 1 are accepted (halo-api.md §6.1.4), and words such as "Yes". */
export function flag(key: string, description: string, origin: Origin = inList): Field<z.ZodOptional<z.ZodBoolean>> {
  return {
    schema: described(z.boolean().optional(), `${description} ${nameIn(key, origin)}`),
    reading: ['flag', 2, key],
    origin,
    read(row) {
      const value = row[key];
      if (value === undefined || value === null || value === '') return undefined;
      return readFlag(value) ?? malformed;
    },
  };
}

/** Yes or no where Halo leaves out the no (halo-api.md §6.1.1). */
export function flagOrNo(key: string, description: string): Field<z.ZodBoolean> {
  const optional = flag(key, description);
  return {
    schema: described(z.boolean(), `${description} ${nameIn(key, inList)}`),
    reading: ['flagOrNo', 2, key],
    origin: inList,
    read: (row, context, complain) => optional.read(row, context, complain) ?? false,
    fallback: false,
  };
}

/** The record's own id. */
export const recordId: Field<z.ZodString> = {
  schema: described(z.string(), 'The id in Halo, as text. Halo: id.'),
  reading: ['recordId', 1, 'id'],
  origin: inList,
  // The list reader leaves out rows without a usable id (halo/lists/page-rows.ts).
  read: (row) => `${toId(row['id']) ?? ''}`,
};

/** As `recordId`, where ids count down (`RowIds`): a negative number, as Halo has it. */
export function negativeRecordId(): Field<z.ZodString> {
  const rows = { idsCountDown: true } as const;
  return {
    schema: described(z.string(), 'The id in Halo, as text: a negative number. Halo: id.'),
    reading: ['negativeRecordId', 1, 'id'],
    origin: inList,
    read: (row) => idText(rows, numberOf(rows, row['id']) ?? 0),
  };
}
