import type { Draw } from '../../random.js';
import { contactAtSite, mainSite, type Layout } from '../../records/layout.js';

/** The customer of a business document, with its main site and a contact there. */
export function someCustomer(draw: Draw, layout: Layout): { client_id: number; site_id: number; user_id: number } {
  const { first, count } = layout.range('customers');
  const client_id = count === 0 ? 1 : first + draw.int(count);
  const site_id = mainSite(layout, client_id);
  return { client_id, site_id, user_id: contactAtSite(layout, site_id, draw.int(10)) };
}
