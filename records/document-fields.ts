import { agentReference } from './composite-fields.js';
import { quantity, reference, text } from './fields.js';
import { partyFields } from './party-fields.js';

/**
 * What quotations, sales orders and purchase orders have in common (halo-api.md §6.12). A function, so that the bundles of
 * other syncs leave it out (docs/decisions.md, "The layout").
 */
export const documentFields = () => ({
  title: text('title', 'Title.'),
  ...partyFields(),
  ticket_id: reference('ticket_id', 'Ticket that it belongs to.'),
  agent_id: agentReference('assigned_agent', 'Agent that it is assigned to.'),
  agent_name: text('assigned_agent_name', 'Name of the agent.'),
  status_code: quantity('status', 'Status, by number.'),
});
