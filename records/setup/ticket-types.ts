import type { SetupList } from '../../halo/lists/description.js';
import type { ReferenceSource } from '../contract.js';
import { agentReference } from '../composite-fields.js';
import { defineRecord } from '../define.js';
import { flag, quantity, recordId, reference, text } from '../fields.js';

/** The model of a ticket type. */
export const TicketType = /* @__PURE__ */ defineRecord('TicketType', () => ({
  id: recordId,
  name: text('name', 'Name.'),
  use: text('use', 'What its tickets are: ticket, projects or opps.'),
  sequence: quantity('sequence', 'Place in lists.'),
  group_id: reference('group_id', 'Group.'),
  group_name: text('group_name', 'Name of the group.'),
  itil_type_code: quantity('itilrequesttype', 'ITIL type, by number.'),
  default_sla_id: reference('default_sla', 'Service level agreement of new tickets.'),
  default_team_name: text('default_team', 'Team of new tickets.'),
  default_agent_id: agentReference('default_agent', 'Agent of new tickets.'),
  default_priority_id: reference('default_priority', 'Priority of new tickets.'),
  workflow_name: text('workflow_name', 'Workflow.'),
  is_visible: flag('visible', 'Whether it is shown.'),
  agents_can_create: flag('cancreate', 'Whether the acting agent may create such tickets.'),
  agents_can_select: flag('agentscanselect', 'Whether agents may choose it.'),
  contacts_can_select: flag('enduserscanselect', 'Whether contacts may choose it.'),
  allows_attachments: flag('allowattachments', 'Whether files may be attached.'),
  guid: text('guid', 'Globally unique id.'),
}));

/** Where ticket types are listed. */
export const ticketTypeList = {
  id: 'ticketTypes',
  name: 'ticket types',
  endpoint: '/TicketType',
  key: 'tickettypes',
  params: { showall: 'true', showinactive: 'true' },
} as const satisfies SetupList;

/** Ticket types. */
export const ticketTypes: ReferenceSource = {
  model: TicketType,
  list: ticketTypeList,
};
