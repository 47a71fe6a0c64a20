import { reference, text } from './fields.js';

/**
 * The customer, site and contact that an appointment, a contract or a document is about (halo-api.md §6.12). A function, so
 * that the bundles of other syncs leave it out (docs/decisions.md, "The layout").
 */
export const partyFields = () => ({
  customer_id: reference('client_id', 'Customer.'),
  customer_name: text('client_name', 'Name of the customer.'),
  site_id: reference('site_id', 'Site.'),
  site_name: text('site_name', 'Name of the site.'),
  contact_id: reference('user_id', 'Contact.'),
  contact_name: text('user_name', 'Name of the contact.'),
});
