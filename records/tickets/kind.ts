import type { z } from 'zod';

import { toInteger, type HaloRow } from '../../halo/values/rows.js';
import type { Field } from '../field.js';

export const ticketKinds = ['ticket', 'project', 'opportunity'] as const;
export type TicketKind = (typeof ticketKinds)[number];

/** Halo keeps projects and opportunities in the table of tickets (halo-api.md §6.12); this tells them apart. */
export function kindOf(row: HaloRow): TicketKind {
  // Request type 22 is Halo's for projects (halo-api.md §4.2).
  if (row['use'] === 'project' || row['is_project'] === true || toInteger(row['itil_requesttype_id']) === 22)
    return 'project';
  return row['use'] === 'opportunity' || row['is_opportunity'] === true ? 'opportunity' : 'ticket';
}

/** Halo fills these on ordinary tickets too, with zeros (halo-api.md §6.3); there they mean nothing. */
export function onlyFor<Schema extends z.ZodType>(kind: TicketKind, field: Field<Schema>): Field<Schema> {
  return {
    ...field,
    reading: ['onlyFor', 1, kind, ...field.reading.map(String)],
    read: (row, context, complain) => (kindOf(row) === kind ? field.read(row, context, complain) : undefined),
  };
}
