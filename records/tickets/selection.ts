import { readDate } from '../../halo/values/dates.js';
import { idTexts } from '../../halo/values/id-texts.js';
import { toId } from '../../halo/values/rows.js';
import type { RowSelection } from '../contract.js';
import type { Settings } from '../settings.js';

/** The tickets that the connection's settings select. */
export function selectTickets(settings: Settings): RowSelection {
  const { customers, ticket_types: types, tickets_since: since } = settings;
  // Read as Halo's dates are: without a zone it is UTC, not the zone of the runner. The settings were validated.
  const from = readDate(since);
  return {
    ...filtersOf(customers, types),
    ...(typeof from === 'string' ? { changedSince: from } : {}),
    includes: (row) => isAmong(row['client_id'], customers) && isAmong(row['tickettype_id'], types),
  };
}

/** The tickets whose notes or files are read: of the selected customers and types, whenever they changed. */
export function selectParents({ customers, ticket_types: types }: Settings): RowSelection {
  return selectTickets({ ...(customers ? { customers } : {}), ...(types ? { ticket_types: types } : {}) });
}

/** Characters of a query for the ids of each: together, and with all else, below what Halo takes (halo-api.md §2.6). */
export const queryRoom = { customers: 700, types: 400, customFields: 500 };

/** Parameters that select by customer and type; in parts where the ids of one query would be too many. */
function filtersOf(
  customers: readonly number[] | undefined,
  types: readonly number[] | undefined,
): Pick<RowSelection, 'params' | 'parts'> {
  const byCustomer = idTexts(customers ?? [], queryRoom.customers).map((text) => ({ client_ids: text }));
  // The filter by ticket type is `requesttype`; every `tickettype_*` is ignored (halo-api.md §2.2).
  const byType = idTexts(types ?? [], queryRoom.types).map((text) => ({ requesttype: text }));
  const all: Record<string, string>[] = byCustomer.length === 0 ? [{}] : byCustomer;
  const parts = all.flatMap((part) => (byType.length === 0 ? [part] : byType.map((type) => ({ ...part, ...type }))));
  const [only] = parts;
  return parts.length === 1 ? { params: only ?? {} } : { params: {}, parts };
}

/** True when no list of ids is given, or the value is an id on it. */
function isAmong(value: unknown, wanted: readonly number[] | undefined): boolean {
  const id = toId(value);
  return wanted === undefined || (id !== undefined && wanted.includes(id));
}
