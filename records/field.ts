import type { z } from 'zod';

import type { HaloRow } from '../halo/values/rows.js';
import { inList, type Origin } from './origin.js';

/** What a reader gives for a value that is of another type than it reads. */
export const malformed: unique symbol = Symbol('malformed');

/**
 * How a field's value is made: the reader, its version, and the fields of Halo's row that it looks at. From this it is
 * known whether cached records are still what their rows would become now (`RecordModel.readings`). The version is raised
 * with every change after which the reader makes something else of the same row; `tests/records/readers.test.ts` notices.
 */
export type Reading = readonly [reader: string, version: number, ...from: string[]];

/** What is wrong with a value: it is left out because it cannot be read, or kept although its type is not known. */
export type Problem = 'unreadable' | 'unknownType';

/** Called with a part of a value, such as one of several custom fields, and what is wrong with it. */
export type ComplainOfPart = (part: string, problem?: Problem) => void;

export interface Field<Schema extends z.ZodType, Context = unknown> {
  readonly schema: Schema;
  readonly reading: Reading;
  /** Where Halo gives it. */
  readonly origin: Origin;
  /**
   * @param context what the field needs that is not in the row
   * @param complain is called for parts of the value; a value that is completely unusable is `malformed`
   */
  read(row: HaloRow, context: Context, complain: ComplainOfPart): z.output<Schema> | undefined | typeof malformed;
  /** What a field that is always there says when its value is malformed. */
  readonly fallback?: z.output<Schema>;
}

/** A value computed from several fields of the row. */
export function computed<Schema extends z.ZodType, Context = unknown>(
  reading: Reading,
  schema: Schema,
  read: (row: HaloRow, context: Context, complain: ComplainOfPart) => z.output<Schema> | undefined,
  origin: Origin = inList,
): Field<Schema, Context> {
  return { schema, reading, origin, read };
}
