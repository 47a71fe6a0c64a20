import { z } from 'zod';

import { described } from '../../records/described.js';
import { showsAll, type WriteField } from './field.js';

/** An id as records carry it, as text; a number is taken too. */
export const idSchema = z.union([
  z.string().regex(/^[1-9]\d{0,14}$/, 'expected an id such as "4242"'),
  z.int().positive(),
]);

/** An id that a function takes to find a record by. */
export function idInput(description: string) {
  return described(idSchema, description);
}

/** Shown in descriptions, because names differ from Halo's where Halo's mislead. */
function describe(description: string, key: string): string {
  return `${description} Halo: ${key}.`;
}

/** A text, as it is. */
export function text(key: string, description: string, most = 255): WriteField<z.ZodString> {
  return {
    schema: z.string().max(most),
    description: describe(description, key),
    halo: [key],
    write: (value) => ({ [key]: value }),
    shows: showsAll,
  };
}

/** A text that must not be empty. */
export function title(key: string, description: string, most = 255): WriteField<z.ZodString> {
  return { ...text(key, description, most), schema: z.string().trim().min(1).max(most) };
}

/** A record by its id; ids are whole numbers, and Halo refuses decimals (halo-api.md §6.1.3). */
export function reference(key: string, description: string): WriteField<typeof idSchema> {
  return {
    schema: idSchema,
    description: describe(description, key),
    halo: [key],
    write: (value) => ({ [key]: Number(value) }),
    shows: showsAll,
  };
}

export function quantity(key: string, description: string, schema = z.number().min(0)): WriteField<z.ZodNumber> {
  return {
    schema,
    description: describe(description, key),
    halo: [key],
    write: (value) => ({ [key]: value }),
    shows: showsAll,
  };
}

export function flag(key: string, description: string): WriteField<z.ZodBoolean> {
  return {
    schema: z.boolean(),
    description: describe(description, key),
    halo: [key],
    write: (value) => ({ [key]: value }),
    shows: showsAll,
  };
}

/** A moment. Halo is sent UTC to the second, without a zone (halo-api.md §6.1.2). */
export function instant(key: string, description: string): WriteField<z.ZodISODateTime> {
  return {
    schema: z.iso.datetime({ offset: true }),
    description: describe(`${description} ISO 8601 with a zone, such as "2026-12-01T09:00:00Z".`, key),
    halo: [key],
    write: (value) => ({ [key]: new Date(value).toISOString().slice(0, 19) }),
    shows: showsAll,
  };
}
