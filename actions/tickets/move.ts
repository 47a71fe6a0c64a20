import type { Call } from '../call.js';
import type { Wanted } from '../choices/choices.js';
import { sentFields, writeModel } from '../writing/model.js';
import type { WriteResult } from '../writing/result.js';
import { ensureUnchanged, update } from '../writing/update.js';
import { ticketFields } from './fields.js';
import { requireTicket } from './find.js';
import type { TicketRecord } from './kind.js';
import { statusFor, type Side } from './statuses.js';

const model = writeModel({ status: ticketFields.status });

interface Move {
  readonly ticket_id: Wanted;
  readonly status?: Wanted | undefined;
  readonly expected_updated_at?: string | undefined;
  readonly dry_run?: boolean | undefined;
}

/** Closes a ticket or opens it again. */
export async function moveTicket(call: Call, side: Side, input: Move): Promise<WriteResult<TicketRecord>> {
  const id = String(input.ticket_id);
  const { kind, row: current } = await requireTicket(call, id);
  await ensureUnchanged(call, kind, current, input.expected_updated_at, ['status_id']);
  const status = await statusFor(call, side, current, input.status);
  const sent = await sentFields(call, model, status === undefined ? {} : { status }, current);
  // Halo's web application would ask about an open appointment (halo-api.md §7.2).
  const fixed = { id: Number(id), ...(side === 'closed' ? { _appointment01_ok: true } : {}) };
  return update(call, kind, { id, current, sent, fixed, isDryRun: input.dry_run });
}
