import { readDate } from '../../halo/values/dates.js';
import { lists, setupLists } from '../../halo/lists/lists.js';
import { toId, toInteger } from '../../halo/values/rows.js';
import { readSetupList } from '../../halo/lists/setup-lists.js';
import type { HaloClient } from '../../halo/transport/client.js';
import type { Settings } from '../settings.js';
import type { MappingContext, RecordSource, RowMapper, RowSelection } from '../contract.js';
import { kindOf } from './kind.js';
import { Ticket } from './model.js';
import { TicketNames } from './names.js';
import { readWebHost } from './web-host.js';

export { Ticket };

/** Tickets, with projects and opportunities, which share their table (halo-api.md §6.12). */
export const tickets: RecordSource = {
  model: Ticket.name,
  list: lists.tickets,
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
  select,
  openMapper,
};

function select(settings: Settings): RowSelection {
  const { customers, ticket_types: types, tickets_since: since } = settings;
  // Read as Halo's dates are: without a zone it is UTC, not the zone of the runner. The settings were validated.
  const from = readDate(since);
  const params: Record<string, string> = {};
  if (customers) params['client_ids'] = customers.join(',');
  // The filter by ticket type is `requesttype`; every `tickettype_*` is ignored (halo-api.md §2.2).
  if (types) params['requesttype'] = types.join(',');
  return {
    params,
    ...(typeof from === 'string' ? { changedSince: from } : {}),
    includes: (row) => isAmong(row['client_id'], customers) && isAmong(row['tickettype_id'], types),
    keeps: (row) => keepsKind(kindOf(row), settings),
    keepsRecord: ({ kind }) => keepsKind(kind, settings),
  };
}

/** True when no list of ids is given, or the value is an id on it. */
export function isAmong(value: unknown, wanted: readonly number[] | undefined): boolean {
  const id = toId(value);
  return wanted === undefined || (id !== undefined && wanted.includes(id));
}

/** No parameter that leaves out projects or opportunities is known to work (halo-api.md §13.17), so they are left out here. */
function keepsKind(kind: unknown, settings: Settings): boolean {
  if (kind === 'project') return settings.include_projects !== false;
  return kind === 'ticket' || settings.include_opportunities !== false;
}

async function openMapper({ client, settings, connection, complain, remark }: MappingContext): Promise<RowMapper> {
  const names = new TicketNames(client, settings, remark);
  const context = { names, webHost: await readWebHost(connection) };
  return {
    params: {
      // Names among them (halo-api.md §4.2); those that a build leaves out all the same are joined.
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
  const fields = await readSetupList(client, setupLists.customFields);
  // usage 1 is "ticket"; system fields have negative ids and custom 0 (halo-api.md §6.2).
  const ids = fields.filter((field) => toInteger(field['usage']) === 1).flatMap((field) => toId(field['id']) ?? []);
  return ids.length === 0 ? {} : { include_custom_fields: ids.sort((a, b) => a - b).join(',') };
}
