import { z } from 'zod';

import { toAgentId, type HaloRow } from '../../halo/values/rows.js';
import { described } from '../described.js';
import { agentReference, chosenNumber, dayAndTime, ids, tags } from '../composite-fields.js';
import { customFields } from '../custom-fields.js';
import { computed, type Reading } from '../field.js';
import { externalId, flag, flagOrNo, instant, quantity, reference, text } from '../fields.js';
import { askedWith, inDetail, inList, type Origin } from '../origin.js';
import type { TicketContext } from './context.js';
import { ticketKinds } from './kind.js';
import { priorityLevels } from './priority-level.js';
import { resolutionState, responseState } from './sla-state.js';
import { statusCategories } from './status-category.js';
import { ticketAddress } from './web-address.js';

type Read<Value> = (row: HaloRow, context: TicketContext) => Value;

const name = (reading: Reading, description: string, read: Read<string | undefined>, origin: Origin = inList) =>
  computed(reading, described(z.string().optional(), description), read, origin);

/**
 * What tickets, projects and opportunities have in common. Left out on purpose, because they move by themselves and would
 * report every one as changed with every run: `slatimeleft`, `slapercused`, `read`, `enduserstatus`.
 */
export const ticketFields = () => ({
  kind: computed(
    ['kind', 2, 'use', 'is_project', 'is_opportunity', 'tickettype_id', 'itil_requesttype_id'],
    described(z.enum(ticketKinds), 'Whether it is a ticket, a project or an opportunity.'),
    (row, { names }: TicketContext) => names.kind(row),
  ),
  summary: text('summary', 'Subject.'),
  details: text('details', 'First message, as plain text.'),
  details_html: text('details_html', 'First message, as HTML.', inDetail),
  reference: text('reference', 'Number as shown to people, such as "IN-0001234".', inDetail),
  status_id: reference('status_id', 'Status.'),
  status_name: name(
    ['statusName', 2, 'status_name', 'status_id'],
    'Status, as the tenant names it.',
    (row, { names }) => names.status(row),
    askedWith('includestatus'),
  ),
  status_category: computed(
    ['statusCategory', 2, 'status_id', 'status_name', 'onhold'],
    described(
      z.enum(statusCategories),
      "Meaning of the status, from the tenant's status table and the connection's metadata.",
    ),
    (row, { names }: TicketContext) => names.category(row),
  ),
  priority_id: reference('priority_id', 'Priority; the same number has another meaning under another SLA.'),
  priority_name: name(
    ['priorityName', 2, 'priority_name', 'priority', 'priority_id', 'sla_id'],
    'Priority, as the tenant names it.',
    (row, { names }) => names.priority(row),
  ),
  priority_level: computed(
    ['priorityLevel', 2, 'priority_id', 'priority_name', 'priority', 'sla_id'],
    described(z.enum(priorityLevels), "Meaning of the priority, from its name and the connection's metadata."),
    (row, { names }: TicketContext) => names.level(row),
  ),
  ticket_type_id: reference('tickettype_id', 'Ticket type.'),
  ticket_type_name: name(
    ['ticketTypeName', 2, 'tickettype_name', 'tickettype_id'],
    'Name of the ticket type.',
    (row, { names }) => names.ticketType(row),
    askedWith('includetickettype'),
  ),
  itil_request_type_id: reference(
    'itil_requesttype_id',
    'ITIL type: 1 incident, 2 change, 3 service request, 4 problem.',
  ),
  customer_id: reference('client_id', 'Customer.'),
  customer_name: text('client_name', 'Name of the customer.'),
  site_id: reference('site_id', 'Site of the customer.'),
  site_name: text('site_name', 'Name of the site.'),
  contact_id: reference('user_id', 'Contact who requested it.'),
  contact_name: text('user_name', 'Name of the contact.'),
  contact_email: text('user_email', 'E-mail address of the contact.'),
  reported_by: text('reportedby', 'Who reported it, often an e-mail address.'),
  team_id: reference('team_id', 'Team; only in newer builds of Halo.'),
  team_name: text('team', 'Name of the team.'),
  agent_id: name(['agentId', 1, 'agent_id'], 'Assigned agent; absent if unassigned. Halo: agent_id.', (row) =>
    agentId(row),
  ),
  agent_name: name(
    ['agentName', 2, 'agent_name', 'agent_id'],
    'Name of the agent.',
    (row, { names }) => (agentId(row) === undefined ? undefined : names.agent(row)),
    askedWith('includeagent'),
  ),
  category_1: text('category_1', 'First category, levels separated by ">".'),
  category_2: text('category_2', 'Second category.'),
  category_3: text('category_3', 'Third category.'),
  category_4: text('category_4', 'Fourth category.'),
  category_1_id: reference('categoryid_1', 'First category.'),
  category_2_id: reference('categoryid_2', 'Second category.'),
  category_3_id: reference('categoryid_3', 'Third category.'),
  category_4_id: reference('categoryid_4', 'Fourth category.'),
  impact: chosenNumber('impact', 'Impact; 1 is the highest.'),
  urgency: chosenNumber('urgency', 'Urgency; 1 is the highest.'),
  source: quantity('source', 'Source, as a number; 3 is the API.'),
  created_at: instant('dateoccurred', 'When it was opened.'),
  // Three spellings, by build (halo-api.md §6.3).
  updated_at: instant(['last_update', 'lastupdate', 'flastupdate'], 'When it was changed last.'),
  last_action_at: instant('lastactiondate', 'When the last note, reply or change of status was made.'),
  last_incoming_email_at: instant('lastincomingemail', 'When the last e-mail was received.'),
  assigned_at: instant('dateassigned', 'When it was assigned.'),
  closed_at: instant('dateclosed', 'When it was closed.'),
  fully_closed_at: instant('date_fully_closed', 'When it was closed finally.'),
  closed_by_agent_id: agentReference('closure_agent_id', 'Agent who closed it.'),
  closure_note: text('closure_note', 'What was written when it was closed.', inDetail),
  has_been_closed: flagOrNo('hasbeenclosed', 'Whether it has ever been closed, even if it was reopened.'),
  is_on_hold: flagOrNo('onhold', 'Whether it is on hold, which stops the SLA clock.'),
  sla_id: reference('sla_id', 'Service level agreement.'),
  sla_name: text('sla_name', 'Name of the service level agreement.'),
  excluded_from_sla: flag('excludefromsla', 'Whether the SLA does not apply.'),
  response_due_at: instant('respondbydate', 'When the first response is due under the SLA.'),
  responded_at: instant('responsedate', 'When the first response was given.'),
  response_state: responseState,
  resolution_state: resolutionState,
  due_at: instant('fixbydate', 'When the resolution is due under the SLA.'),
  start_at: dayAndTime('startdate', 'starttime', 'Planned start of the work.'),
  target_at: dayAndTime('targetdate', 'targettime', 'Planned end; rarely set on ordinary tickets.'),
  deadline_at: instant('deadlinedate', 'Deadline.'),
  follow_up_at: instant('followupdate', 'When to follow up.'),
  next_activity_at: instant(
    'nextactivitydate',
    'When the next activity is planned.',
    askedWith('includenextactivitydate'),
  ),
  estimate_hours: quantity('estimate', 'Estimated work, in hours.'),
  time_taken_hours: quantity('timetaken', 'Work so far, in hours.', askedWith('includetimetaken')),
  charged_hours: quantity('chargehours', 'Work that is charged, in hours.'),
  uncharged_hours: quantity('nonchargehours', 'Work that is not charged, in hours.'),
  billable_hours: quantity('billable_time', 'Billable work, in hours.', inDetail),
  non_billable_hours: quantity('nonbillable_time', 'Non-billable work, in hours.', inDetail),
  cost: quantity('cost', 'Cost.'),
  purchase_order_number: text('purchaseordernumber', "Number of the customer's order."),
  parent_id: reference('parent_id', 'Parent ticket.'),
  child_ids: ids('child_ticket_ids', 'Child tickets.', askedWith('includechildids')),
  child_count: quantity('child_count', 'Number of child tickets.'),
  open_child_count: quantity('child_count_open', 'How many of them are open.'),
  attachment_count: quantity('attachment_count', 'Number of attached files.'),
  merged_into_id: reference('merged_into_id', 'Ticket that this one was merged into.'),
  contract_id: reference('contract_id', 'Contract.', askedWith('includecontract')),
  top_level_id: reference('top_level_id', 'Top level of the customer.', inDetail),
  organisation_id: reference('organisation_id', 'Organisation.'),
  department_id: reference('department_id', 'Department.'),
  product_id: reference('product_id', 'Product.'),
  release_id: reference('release_id', 'Release.'),
  supplier_id: reference('supplier_id', 'Supplier.', askedWith('includesupplier')),
  supplier_name: text('supplier_name', 'Name of the supplier.', askedWith('includesupplier')),
  supplier_reference: text('supplier_reference', 'Reference number of the supplier.', askedWith('includesupplier')),
  asset_tag: text('inventory_number', 'Tag of the asset it is about.'),
  asset_ids: ids('assets', 'Assets that it is about.', inDetail),
  workflow_id: reference('workflow_id', 'Workflow.'),
  workflow_step: quantity('workflow_step', 'Step of the workflow.'),
  third_party_id: externalId('third_party_id_string', 'Id in another product.'),
  email_to: text('emailtolist', 'Recipients of e-mails about it.', inDetail),
  email_cc: text('emailcclist', 'Recipients of copies of e-mails about it.', inDetail),
  satisfaction_level: chosenNumber(
    'satisfactionlevel',
    'What the contact answered to the survey; 1 is the best.',
    inDetail,
  ),
  satisfaction_comment: text('satisfactioncomment', 'What the contact wrote in the survey.', inDetail),
  user_defined_1: text('userdef1', 'Free field.'),
  user_defined_2: text('userdef2', 'Free field.'),
  user_defined_3: text('userdef3', 'Free field.'),
  user_defined_4: text('userdef4', 'Free field.'),
  user_defined_5: text('userdef5', 'Free field.'),
  tags: tags('ticket_tags', 'Tags.'),
  is_flagged: flag('flagged', 'Whether it is flagged.'),
  is_vip: flag('is_vip', 'Whether the contact or customer is a VIP.'),
  is_inactive: flag('inactive', 'Whether it is archived.'),
  created_by: text('created_by', 'Who opened it.'),
  guid: text('guid', 'Globally unique id.'),
  web_url: name(['webUrl', 2, 'web_url', 'id'], "Link to it in Halo's web application.", (row, { webAddress }) =>
    ticketAddress(row, webAddress),
  ),
  custom_fields: customFields({ parameter: 'include_custom_fields' }),
});

function agentId(row: HaloRow): string | undefined {
  const id = toAgentId(row['agent_id']);
  return id === undefined ? undefined : `${id}`;
}
