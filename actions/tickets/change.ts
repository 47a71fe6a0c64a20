import type { HaloRow } from '../../halo/values/rows.js';
import type { Call } from '../call.js';
import { sentFields, type WriteModel } from '../writing/model.js';
import type { WriteResult } from '../writing/result.js';
import { ensureUnchanged, update } from '../writing/update.js';
import { requireTicket } from './find.js';
import type { TicketRecord } from './kind.js';
import { placeTicket } from './place.js';

interface TicketChange {
  readonly ticket_id: string | number;
  readonly expected_updated_at?: string | undefined;
  readonly dry_run?: boolean | undefined;
  readonly customer_id?: string | number | undefined;
  readonly site_id?: string | number | undefined;
  readonly contact_id?: string | number | undefined;
}

interface Manner {
  /** Fields of the record that are meant to change. */
  readonly fields: readonly string[];
  /** Flags that answer in advance what Halo's web application would ask (halo-api.md §7.2). */
  readonly flags?: HaloRow;
}

/** Reads a ticket, checks what is to be changed against it, and changes it. */
export async function changeTicket(
  call: Call,
  model: Pick<WriteModel, 'fields'>,
  input: TicketChange,
  { fields, flags = {} }: Manner,
): Promise<WriteResult<TicketRecord>> {
  const id = String(input.ticket_id);
  const { kind, row: current } = await requireTicket(call, id);
  await ensureUnchanged(call, kind, current, input.expected_updated_at, fields);
  const placed = await placeTicket(call, input, current);
  const sent = await sentFields(call, model, { ...input, ...placed.fields }, current, placed.problems);
  return update(call, kind, {
    id,
    current,
    sent,
    fixed: { id: Number(id), ...flags },
    isDryRun: input.dry_run,
  });
}
