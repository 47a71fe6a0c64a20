import type { Context } from '../endpoints/context.js';
import type { TicketRecord } from '../records/ticket.js';
import { ticketItem } from '../rows/ticket.js';
import { flagOf, type Body } from './values.js';

/** The ticket after the tenant's rules, and the ids of those that changed it (halo-api.md §7.6). */
export function applyRules(
  saved: TicketRecord,
  body: Body,
  { tenant, switches, writer }: Context,
): { record: TicketRecord; applied: readonly number[] } {
  if (flagOf(body, 'dont_do_rules') === true) return { record: saved, applied: [] };
  let record = saved;
  const applied: number[] = [];
  for (const { id, when, set } of switches.ticketRules) {
    const row = ticketItem(record, writer);
    if (!Object.entries(when).every(([key, value]) => row[key] === value)) continue;
    record = tenant.tickets.edit(record.id, set);
    applied.push(id);
  }
  return { record, applied };
}
