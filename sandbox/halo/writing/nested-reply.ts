import type { Context } from '../endpoints/context.js';
import type { TicketRecord } from '../records/ticket.js';
import { ticketItem } from '../rows/ticket.js';
import { PRIORITIES } from '../types/setup/tables.js';
import type { Row } from '../records/row.js';

/** As large as the ticket type in the reply to a write (halo-api.md §7.6: 57 kB). */
const FILLING = Array.from({ length: 400 }, (_, index) => ({
  id: index + 1,
  name: `Field ${index + 1}`,
  usage: 'x'.repeat(90),
}));

/** What a write of a ticket answers: huge and nested, unless the request asks for the short form (halo-api.md §7.6). */
export function nestedReply(
  record: TicketRecord,
  applied: readonly number[],
  isNew: boolean,
  { parameters, tenant, writer }: Context,
): Row {
  const row = ticketItem(record, writer);
  const ids = applied.join(',');
  const outcome: Row = {
    ...row,
    isnew: isNew,
    _canupdate: true,
    ...(applied.length > 0 ? { matched_rule_id: applied[0], matched_rule_ids: ids } : {}),
    extra_actions: applied.map((id) => ({ outcome: 'Rule Applied', note: `Rule ${id}` })),
    takenby: 'Integration API',
  };
  const parts: [string, () => Row][] = [
    ['includetickettype', () => ({ tickettype: { id: record.tickettype_id, use: 'tickets', fields: FILLING } })],
    ['includeuser', () => ({ user: user(record, { tenant, writer }) })],
    // An object whose id is a GUID, beside the number (halo-api.md §7.6).
    ['includepriority', () => ({ priority: PRIORITIES.find(({ priorityid }) => priorityid === record.priority_id) })],
    ['includedetails', () => ({ delivery_address: {}, billing_address: {}, contact_address: {} })],
  ];
  return parts.reduce<Row>(
    (reply, [name, part]) => (parameters.denied(name) ? reply : { ...reply, ...part() }),
    outcome,
  );
}

function user(record: TicketRecord, { tenant, writer }: Pick<Context, 'tenant' | 'writer'>): Row {
  const client = { ...tenant.customers.get(record.client_id) };
  const site = { ...tenant.sites.get(record.site_id), client };
  return { ...tenant.contacts.get(record.user_id), name: writer.contactName(record.user_id), site };
}
