import { toId, type HaloRow } from '../../halo/values/rows.js';
import type { Call } from '../call.js';
import { reference } from '../fields/plain.js';
import type { SentField } from '../writing/model.js';
import type { WriteResult } from '../writing/result.js';
import { update } from '../writing/update.js';
import type { TicketKind, TicketRecord } from './kind.js';

/** A link between two tickets, as it is to be. */
export interface TicketLink {
  /** The kind of the ticket that is changed. */
  readonly kind: TicketKind;
  /** The ticket that is changed. */
  readonly id: string;
  /** The one that it is to name. */
  readonly named: string;
  /** The row of the first one. */
  readonly current: HaloRow;
  readonly isRemoved: boolean;
  readonly isDryRun: boolean | undefined;
}

const field = reference('parent_id', 'Parent ticket.');

/** The parent of a ticket, by id. */
export function parentOf(row: HaloRow): string | undefined {
  return toId(row['parent_id'])?.toString();
}

/** Gives a ticket its parent, or takes that parent away; another one stays. */
export function setParent(
  call: Call,
  { kind, id, named, current, isRemoved, isDryRun }: TicketLink,
): Promise<WriteResult<TicketRecord>> {
  const isSet = parentOf(current) === named;
  const asked = isRemoved ? null : named;
  const part = { parent_id: isRemoved ? 0 : Number(named) };
  const sent: SentField[] = isSet === isRemoved ? [{ name: 'other_ticket_id', asked, field, part }] : [];
  return update(call, kind, { id, current, sent, fixed: { id: Number(id) }, isDryRun });
}
