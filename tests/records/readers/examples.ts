import type { z } from 'zod';

import type { HaloRow } from '../../../halo/values/rows.js';
import type { Field } from '../../../records/field.js';

/** What a version of a reader makes of rows. */
export interface Examples {
  schema: z.ZodType;
  read(row: HaloRow): unknown;
  rows: readonly (readonly [HaloRow, unknown])[];
}

/** The name of the one field that `ofValues` puts into its rows. */
export const key = 'key';

/** Examples of a reader that looks at one value. */
export function ofValues(field: Field<z.ZodType>, values: readonly (readonly [unknown, unknown])[]): Examples {
  return ofRows(
    field,
    values.map(([value, expected]) => [{ [key]: value }, expected]),
  );
}

/** Examples of a reader that looks at whole rows. */
export function ofRows(field: Field<z.ZodType>, rows: Examples['rows']): Examples {
  return { schema: field.schema, read: (row) => field.read(row, undefined, ignore), rows };
}

/** Readers complain of parts that they cannot read; these examples are about what they make of the rest. */
const ignore = () => undefined;
