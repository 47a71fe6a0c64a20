import { toId, toInteger } from '../../halo/values/rows.js';
import { idTexts } from '../../halo/values/id-texts.js';
import type { HelperLists } from '../../halo/lists/helper-lists.js';
import type { MappingContext, RecordSource, RowMapper } from '../contract.js';
import { agentList } from '../agents.js';
import { lookUps } from '../look-ups.js';
import { ticketList } from './list.js';
import { Ticket } from './model.js';
import { TicketNames } from './names.js';
import { queryRoom, selectTickets } from './selection.js';
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

/** The lists that only add to what tickets hold. */
const helperLists = [
  lookUps.statuses,
  lookUps.openStatuses,
  lookUps.priorities,
  lookUps.ticketTypes,
  agentList,
  lookUps.customFields,
];

async function openMapper({ client, settings, connection, complain, remark }: MappingContext): Promise<RowMapper> {
  const names = new TicketNames(client, settings, remark);
  const { helpers } = names;
  const context = { names, webAddress: await readWebAddress(connection) };
  const [customFields = {}, ...supplements] = await customFieldParams(helpers);
  await helpers.tell(connection);
  return {
    params: {
      // Names among them (halo-api.md §4.2); those that a build still leaves out are added from other lists.
      ...Ticket.parameters,
      ...customFields,
    },
    supplements,
    lacking: () => helpers.lacking,
    retry: (letters) => helpers.retry(letters, helperLists),
    async map(rows) {
      await names.load(rows);
      await helpers.tell(connection);
      return rows.map((row) => Ticket.map(row, context, complain));
    },
  };
}

/**
 * Ticket lists carry custom fields only by their ids (halo-api.md §6.2, `include_custom_fields`).
 *
 * @returns the parameters of as many requests as it takes to name all fields
 */
async function customFieldParams(helpers: HelperLists): Promise<Record<string, string>[]> {
  const fields = (await helpers.read(lookUps.customFields)) ?? [];
  // usage 1 is "ticket"; system fields have negative ids and custom 0 (halo-api.md §6.2).
  const ids = fields.filter((field) => toInteger(field['usage']) === 1).flatMap((field) => toId(field['id']) ?? []);
  ids.sort((a, b) => a - b);
  return idTexts(ids, queryRoom.customFields).map((text) => ({ include_custom_fields: text }));
}
