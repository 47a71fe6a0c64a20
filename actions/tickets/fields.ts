import { z } from 'zod';

import { toId, toInteger } from '../../halo/values/rows.js';
import { choiceKinds } from '../choices/kinds.js';
import { customFields } from '../fields/custom-fields.js';
import { textAsHtml } from '../fields/html.js';
import { named } from '../fields/named.js';
import { FIELD_USAGE } from '../fields/usage.js';
import { instant, quantity, reference, text, title } from '../fields/plain.js';
import { assignee } from './assignee.js';

/** Impact and urgency: 1 is the greatest, 0 means "not set" (halo-api.md §6.3). */
const degree = z.number().int().min(0).max(9);

/** What can be written of a ticket. Names are those of the record; what Halo knows by name is taken by name or id. */
export const ticketFields = {
  summary: title('summary', 'Subject, one line.'),
  details: textAsHtml('details_html', 'details', 'First message, as plain text; line breaks are kept.'),
  customer_id: reference('client_id', 'Customer, by id.'),
  site_id: reference('site_id', 'Site of the customer, by id.'),
  contact_id: reference('user_id', 'Contact who asks, by id. Its site and customer are filled in.'),
  ticket_type: named(choiceKinds.ticketType, 'tickettype_id', 'Ticket type.', { shownAs: 'ticket_type_id' }),
  status: named(choiceKinds.status, 'status_id', 'Status.', { shownAs: 'status_id' }),
  priority: named(choiceKinds.priority, 'priority_id', 'Priority.', {
    shownAs: 'priority_id',
    // The number of a priority repeats in each SLA, each with a name of its own (halo-api.md §6.9).
    fits: ({ row }, current) =>
      current === undefined ||
      toId(current['sla_id']) === undefined ||
      toInteger(row['slaid']) === toId(current['sla_id']),
  }),
  // A team is written by its name; its id works too (halo-api.md §7.2).
  team: named(choiceKinds.team, 'team_id', 'Team.', {
    shownAs: 'team_id',
    body: ({ id, name }) => ({ team: name, team_id: Number(id) }),
  }),
  agent: assignee,
  category_1: named(choiceKinds.category1, 'category_1', 'First category, such as "Hardware>Printer".', {
    shownAs: 'category_1',
    body: ({ name }) => ({ category_1: name }),
  }),
  category_2: named(choiceKinds.category2, 'category_2', 'Second category.', {
    shownAs: 'category_2',
    body: ({ name }) => ({ category_2: name }),
  }),
  category_3: named(choiceKinds.category3, 'category_3', 'Third category.', {
    shownAs: 'category_3',
    body: ({ name }) => ({ category_3: name }),
  }),
  category_4: named(choiceKinds.category4, 'category_4', 'Fourth category.', {
    shownAs: 'category_4',
    body: ({ name }) => ({ category_4: name }),
  }),
  impact: quantity('impact', 'Impact, 1 is the greatest.', degree),
  urgency: quantity('urgency', 'Urgency, 1 is the greatest.', degree),
  reported_by: text('reportedby', 'Who reported it, often an e-mail address.'),
  estimate_hours: quantity('estimate', 'Estimated work, in hours.'),
  deadline_at: instant('deadlinedate', 'Deadline.'),
  follow_up_at: instant('followupdate', 'When to follow up.'),
  supplier_reference: text('supplier_reference', "The supplier's number for it."),
  custom_fields: customFields(FIELD_USAGE.tickets),
};
