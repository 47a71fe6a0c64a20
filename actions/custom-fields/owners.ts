import type { HaloList } from '../../halo/lists/description.js';
import { isRow, toInteger, type HaloRow } from '../../halo/values/rows.js';
import { assetList } from '../../records/assets.js';
import { contactList } from '../../records/contacts.js';
import { customerList } from '../../records/customers.js';
import { siteList } from '../../records/sites.js';
import { ticketList } from '../../records/tickets/list.js';
import { FIELD_USAGE } from '../fields/usage.js';

/** The records that have custom fields which can be written, and where each is listed. */
export const ownerLists = {
  ticket: ticketList,
  customer: customerList,
  site: siteList,
  contact: contactList,
  asset: assetList,
} as const satisfies Record<string, HaloList>;

export type Owner = keyof typeof ownerLists;

export const owners = ['ticket', 'customer', 'site', 'contact', 'asset'] as const satisfies readonly Owner[];

/**
 * The number under which the definitions of a record's custom fields are kept. It is known for tickets only
 * (halo-api.md §6.2), so a record tells it: each of its custom fields carries it.
 *
 * @param row what Halo answers to a read of one record
 * @returns `undefined` when the record shows no custom field
 */
export function usageOf(owner: Owner, row: HaloRow | undefined): number | undefined {
  if (owner === 'ticket') return FIELD_USAGE.tickets;
  const fields = row?.['customfields'];
  if (!Array.isArray(fields)) return undefined;
  return fields
    .filter(isRow)
    .map(({ usage }) => toInteger(usage))
    .find((usage) => usage !== undefined);
}
