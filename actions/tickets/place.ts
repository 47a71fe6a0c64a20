import { NotFoundError, type InputProblem } from '../../halo/errors.js';
import { isRow, toId, type HaloRow } from '../../halo/values/rows.js';
import type { Call } from '../call.js';

/** Where a ticket belongs, as the caller gives it. */
interface Place {
  readonly customer_id?: string | number | undefined;
  readonly site_id?: string | number | undefined;
  readonly contact_id?: string | number | undefined;
}

/** Fields that are filled in, and what does not fit together. */
interface Placing {
  readonly fields: { customer_id?: string; site_id?: string };
  readonly problems: readonly InputProblem[];
}

/**
 * Makes customer, site and contact of a ticket fit together before Halo is asked: a contact needs its site, and a ticket
 * whose site does not belong to its customer shows "Unknown" (halo-api.md §7.2).
 *
 * @param current the ticket before the change
 */
export async function placeTicket(call: Call, given: Place, current?: HaloRow): Promise<Placing> {
  const place = withoutKept(given, current);
  if (place.contact_id !== undefined) return placeByContact(call, place);
  if (place.site_id !== undefined) return placeBySite(call, place, current);
  if (current !== undefined && place.customer_id !== undefined) {
    const message = 'a ticket that moves to another customer needs a site or a contact of that customer';
    return { fields: {}, problems: [{ field: 'site_id', message }] };
  }
  return { fields: {}, problems: [] };
}

/** What the ticket has already needs no check. */
function withoutKept(given: Place, current: HaloRow | undefined): Place {
  const isKept = (value: string | number | undefined, key: string): boolean =>
    value === undefined || (current !== undefined && String(toId(current[key])) === String(value));
  return {
    ...(isKept(given.customer_id, 'client_id') ? {} : { customer_id: given.customer_id }),
    ...(isKept(given.site_id, 'site_id') ? {} : { site_id: given.site_id }),
    ...(isKept(given.contact_id, 'user_id') ? {} : { contact_id: given.contact_id }),
  };
}

async function placeByContact(call: Call, place: Place): Promise<Placing> {
  const contact = await read(call, 'contact', '/Users', String(place.contact_id));
  if (contact === undefined) return missing('contact_id', 'contact', place.contact_id);
  const site = toId(contact['site_id']);
  const customer = toId(contact['client_id']);
  const problems = [
    ...mismatch('site_id', place.site_id, site, 'the contact belongs to site'),
    ...mismatch('customer_id', place.customer_id, customer, 'the contact belongs to customer'),
  ];
  return {
    fields: {
      ...(site === undefined ? {} : { site_id: String(site) }),
      ...(customer === undefined ? {} : { customer_id: String(customer) }),
    },
    problems,
  };
}

async function placeBySite(call: Call, place: Place, current: HaloRow | undefined): Promise<Placing> {
  const site = await read(call, 'site', '/Site', String(place.site_id));
  if (site === undefined) return missing('site_id', 'site', place.site_id);
  const customer = toId(site['client_id']);
  const wanted = place.customer_id ?? toId(current?.['client_id']);
  return {
    fields:
      place.customer_id === undefined && current === undefined && customer !== undefined
        ? { customer_id: String(customer) }
        : {},
    problems: mismatch('site_id', wanted, customer, 'the site belongs to customer'),
  };
}

function mismatch(
  field: string,
  given: string | number | undefined,
  own: number | undefined,
  fact: string,
): InputProblem[] {
  if (given === undefined || own === undefined || String(given) === String(own)) return [];
  return [{ field, message: `${fact} ${own}, not ${given}` }];
}

function missing(field: string, what: string, id: string | number | undefined): Placing {
  return { fields: {}, problems: [{ field, message: `there is no ${what} ${String(id)}` }] };
}

async function read(call: Call, what: string, endpoint: string, id: string): Promise<HaloRow | undefined> {
  try {
    const { body } = await call.client.item(`${what} ${id}`, `${endpoint}/${id}`);
    return isRow(body) ? body : undefined;
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}
