import type { Context } from '../endpoints/context.js';
import type { TicketRecord } from '../records/ticket.js';
import { Refusal } from './refusal.js';
import { idsOf, isBody, numberOf, type Body } from './values.js';

/** The tickets that a ticket is related to. */
function relatedOf({ writtenDetail }: TicketRecord): number[] {
  const related = writtenDetail?.['related_tickets'];
  return Array.isArray(related) ? related.filter(isBody).flatMap((row) => numberOf(row, 'id') ?? []) : [];
}

function setRelated(id: number, related: readonly number[], { tenant }: Context): void {
  const rows = related.map((other) => ({ id: other, summary: tenant.tickets.require(other).summary }));
  const { writtenDetail } = tenant.tickets.require(id);
  tenant.tickets.edit(id, { writtenDetail: { ...writtenDetail, related_tickets: rows, has_related: rows.length > 0 } });
}

/** Relates tickets and ends that, on both sides (halo-api.md §7.2). */
export function relate(id: number, body: Body, context: Context): void {
  const { tenant, switches } = context;
  if (switches.relatedTickets === 'ignored') return;
  const added = idsOf(body, 'new_related_tickets') ?? [];
  const ended = numberOf(body, 'unrelate_from_ticket_id');
  if (added.some((other) => tenant.tickets.get(other) === undefined)) throw new Refusal('Record not found');
  for (const other of added) {
    setRelated(id, [...new Set([...relatedOf(tenant.tickets.require(id)), other])], context);
    setRelated(other, [...new Set([...relatedOf(tenant.tickets.require(other)), id])], context);
  }
  if (ended === undefined || tenant.tickets.get(ended) === undefined) return;
  setRelated(
    id,
    relatedOf(tenant.tickets.require(id)).filter((other) => other !== ended),
    context,
  );
  setRelated(
    ended,
    relatedOf(tenant.tickets.require(ended)).filter((other) => other !== id),
    context,
  );
}
