import { agentReference } from './composite-fields.js';
import { quantity, reference, text } from './fields.js';

/**
 * What quotations, sales orders and purchase orders have in common (halo-api.md §6.12). A function, so that the bundles of
 * other syncs leave it out (docs/decisions.md, "The layout").
 */
export const documentFields = () => ({
  title: text('title', 'Title.'),
  customer_id: reference('client_id', 'Customer.'),
  customer_name: text('client_name', 'Name of the customer.'),
  site_id: reference('site_id', 'Site.'),
  site_name: text('site_name', 'Name of the site.'),
  contact_id: reference('user_id', 'Contact.'),
  contact_name: text('user_name', 'Name of the contact.'),
  ticket_id: reference('ticket_id', 'Ticket that it belongs to.'),
  agent_id: agentReference('assigned_agent', 'Agent that it is assigned to.'),
  agent_name: text('assigned_agent_name', 'Name of the agent.'),
  status_code: quantity('status', 'Status, by number.'),
});
