import type { z } from 'zod';

import type { Field } from '../field.js';
import type { TicketContext } from './context.js';
import type { TicketKind } from './kind.js';

/** Halo fills these on ordinary tickets too, with zeros (halo-api.md §6.3); there they mean nothing. */
export function onlyFor<Schema extends z.ZodType>(
  kind: TicketKind,
  field: Field<Schema>,
): Field<Schema, TicketContext> {
  return {
    ...field,
    reading: ['onlyFor', 2, kind, ...field.reading.map(String)],
    read: (row, { names }, complain) => (names.kind(row) === kind ? field.read(row, undefined, complain) : undefined),
  };
}
