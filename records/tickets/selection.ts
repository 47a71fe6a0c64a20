import { readDate } from '../../halo/values/dates.js';
import { toId } from '../../halo/values/rows.js';
import type { RowSelection } from '../contract.js';
import type { Settings } from '../settings.js';
import { kindOf } from './kind.js';

/** The tickets that the connection's settings select. */
export function selectTickets(settings: Settings): RowSelection {
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
