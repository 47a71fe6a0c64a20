import { z } from 'zod';

import type { HaloRow } from '../halo/values/rows.js';
import type { Complain, SavedRecord } from './contract.js';
import { malformed, type Field, type Problem } from './field.js';
import { parametersFor, type Origin } from './origin.js';

type Fields<Context> = Record<string, Field<z.ZodType, Context>> & { id: Field<z.ZodString, Context> };

type Shape<F extends Fields<never>> = { [Key in keyof F]: F[Key]['schema'] };

/** A model: its schema, and how a row of Halo's becomes a record of it. */
export interface RecordModel<F extends Fields<never>, Context> {
  readonly name: string;
  readonly schema: z.ZodObject<Shape<F>>;
  /**
   * How each field is read, one line a field in order of the names: it changes when a field comes, goes, reads from
   * elsewhere, has to be asked for in another way, or has another version of its reader, and with nothing else.
   */
  readonly readings: string;
  /** Where Halo gives each field, by the field's name here. */
  readonly origins: Readonly<Record<string, Origin>>;
  /** The parameters that make list rows carry the fields that have to be asked for. */
  readonly parameters: Readonly<Record<string, string>>;
  /**
   * A record. A field without a value is `undefined`, which JSON leaves out; so is one whose value is of another type, and
   * `complain` hears of that, because a row is never dropped for a field.
   *
   * @param context what fields need that is not in the row, such as the names behind ids
   */
  map(row: HaloRow, context: Context, complain: Complain): SavedRecord;
}

/**
 * Defines a model whose fields need nothing but a row:
 * `defineRecord('Site', () => ({ id: recordId, name: text('name', 'Name.') }))`. The fields are given as a
 * function, and the call is marked as pure, so that the bundle of a sync holds no model but its own: the registry has
 * the lists of all record types, and bundles omit code that is not used and has no effect.
 */
export function defineRecord<F extends Fields<unknown>>(name: string, fields: () => F): RecordModel<F, unknown> {
  return modelOf<unknown, F>(name, fields());
}

/** As `defineRecord`, for fields that need a `Context` beside the row. */
export function defineRecordWith<Context>() {
  return <F extends Fields<Context>>(name: string, fields: F): RecordModel<F, Context> =>
    modelOf<Context, F>(name, fields);
}

function modelOf<Context, F extends Fields<Context>>(name: string, fields: F): RecordModel<F, Context> {
  const entries: [string, Field<z.ZodType, Context>][] = Object.entries(fields).filter(([key]) => key !== 'id');
  const origins = Object.fromEntries(Object.entries(fields).map(([key, { origin }]) => [key, origin]));
  // Each record begins as a copy of this. V8 keeps an object to which fields are added one by one as a hash table, which takes
  // several times the memory and the time, here and wherever the record goes (docs/decisions.md, "Speed").
  const empty = Object.fromEntries(Object.keys(fields).map((key) => [key, undefined]));
  return {
    name,
    schema: z.object(shapeOf(fields)),
    readings: readingsOf(fields),
    origins,
    parameters: parametersFor(Object.values(origins)),
    map(row, context, complain) {
      let current = 'id';
      // Created once per row, because it is called for very few of its hundred fields.
      const complainOfPart = (part: string, problem?: Problem): void => {
        complain(`${current}.${part}`, problem);
      };
      const id = fields.id.read(row, context, complainOfPart);
      if (typeof id !== 'string') throw new TypeError(`A row without an id reached the mapping of ${name}.`);
      const record: SavedRecord & Record<string, unknown> = { ...empty, id };
      for (const [key, field] of entries) {
        current = key;
        const value = field.read(row, context, complainOfPart);
        if (value === malformed) complain(key);
        const kept = value === malformed ? field.fallback : value;
        if (kept !== undefined) record[key] = kept;
      }
      return record;
    },
  };
}

function readingsOf(fields: Readonly<Record<string, Pick<Field<z.ZodType>, 'reading' | 'origin'>>>): string {
  const lines = Object.entries(fields).map(([name, { reading, origin }]) => {
    const asked = typeof origin === 'object' ? ` ?${origin.parameter}` : '';
    return `${name}: ${reading.join(' ')}${asked}`;
  });
  return lines.sort().join('\n');
}

function shapeOf<F extends Fields<never>>(fields: F): Shape<F> {
  const shape: Record<string, z.ZodType> = {};
  for (const [key, { schema }] of Object.entries(fields)) shape[key] = schema;
  if (!isShapeOf(shape, fields)) throw new TypeError('A field of a model has no schema.');
  return shape;
}

/** True when a shape holds the very schemas of the fields. */
function isShapeOf<F extends Fields<never>>(shape: Record<string, z.ZodType>, fields: F): shape is Shape<F> {
  return Object.entries(fields).every(([key, { schema }]) => shape[key] === schema);
}
