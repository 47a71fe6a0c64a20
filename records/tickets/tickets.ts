import { toId, toInteger } from '../../halo/values/rows.js';
import { readSetupList } from '../../halo/lists/setup-lists.js';
import type { HaloClient } from '../../halo/transport/client.js';
import type { MappingContext, RecordSource, RowMapper } from '../contract.js';
import { lookUps } from '../look-ups.js';
import { ticketList } from './list.js';
import { Ticket } from './model.js';
import { TicketNames } from './names.js';
import { selectTickets } from './selection.js';
import { readWebAddress } from './web-address.js';

export { Ticket };

/** Tickets, with projects and opportunities, which share their table (halo-api.md §6.12). */
export const tickets: RecordSource = {
  model: Ticket.name,
  list: ticketList,
  readings: Ticket.readings,
  depends: [
    'customers',
    'ticket_types',
    'tickets_since',
    'include_projects',
    'include_opportunities',
    'status_categories',
    'priority_levels',
  ],
  select: selectTickets,
  openMapper,
};

async function openMapper({ client, settings, connection, complain, remark }: MappingContext): Promise<RowMapper> {
  const names = new TicketNames(client, settings, remark);
  const context = { names, webAddress: await readWebAddress(connection) };
  return {
    params: {
      // Names among them (halo-api.md §4.2); those that a build still leaves out are added from other lists.
      ...Ticket.parameters,
      ...(await customFieldParams(client)),
    },
    async map(rows) {
      await names.load(rows);
      return rows.map((row) => Ticket.map(row, context, complain));
    },
  };
}

/** Ticket lists carry custom fields only by their ids (halo-api.md §6.2, `include_custom_fields`). */
async function customFieldParams(client: HaloClient): Promise<Record<string, string>> {
  const fields = await readSetupList(client, lookUps.customFields);
  // usage 1 is "ticket"; system fields have negative ids and custom 0 (halo-api.md §6.2).
  const ids = fields.filter((field) => toInteger(field['usage']) === 1).flatMap((field) => toId(field['id']) ?? []);
  return ids.length === 0 ? {} : { include_custom_fields: ids.sort((a, b) => a - b).join(',') };
}
