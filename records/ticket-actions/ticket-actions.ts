import { z } from 'zod';

import { described } from '../described.js';
import { agentReference, idInTicket } from '../composite-fields.js';
import { customFields } from '../custom-fields.js';
import { computed } from '../field.js';
import { externalId, flag, flagOrNo, instant, quantity, reference, text } from '../fields.js';
import { defineRecord } from '../define.js';
import { askedWith, inList } from '../origin.js';
import { actionSource } from './source.js';
import { workFields } from './work-fields.js';

const authorKinds = ['agent', 'contact', 'system', 'unknown'] as const;
const directions = ['incoming', 'outgoing'] as const;

/** 1 is proven for agents; 0 is seen on what Halo's rules do, 2 on what contacts do (halo-api.md §6.10). */
const authorKindsByNumber: Readonly<Record<string, (typeof authorKinds)[number]>> = {
  0: 'system',
  1: 'agent',
  2: 'contact',
};

/** The values of `emaildirection` are not verified (halo-api.md §13.27): anything else is left out. */
const directionsByLetter: Readonly<Record<string, (typeof directions)[number]>> = { I: 'incoming', O: 'outgoing' };

/** The model of a note, reply, time entry or system entry of a ticket. */
export const TicketAction = /* @__PURE__ */ defineRecord('TicketAction', () => ({
  id: idInTicket('Ticket and action, such as "4242:3".'),
  ticket_id: reference('ticket_id', 'Ticket.'),
  action_id: reference('id', 'Action; unique only within its ticket.'),
  outcome: text('outcome', 'Name of what was done.'),
  outcome_id: reference('outcome_id', 'What was done.'),
  note: text('note', 'Text, without formatting.'),
  note_html: text('note_html', 'Text as HTML.', askedWith('includehtmlnote')),
  is_private: flagOrNo('hiddenfromuser', 'Whether it is hidden from contacts.'),
  is_important: flag('important', 'Whether it is marked as important.'),
  author_kind: computed(
    ['authorKind', 1, 'who_type'],
    described(z.enum(authorKinds), 'Who made it. Halo: who_type.'),
    (row) => {
      return authorKindsByNumber[String(row['who_type'])] ?? 'unknown';
    },
  ),
  author_name: text('who', 'Name of its author.'),
  author_agent_id: agentReference('who_agentid', 'Agent who made it.'),
  application: text('actionby_application_id', 'Application that created it.'),
  email_direction: computed(
    ['emailDirection', 1, 'emaildirection'],
    described(z.enum(directions).optional(), 'Way of an e-mail. Halo: emaildirection.'),
    (row) => {
      return directionsByLetter[String(row['emaildirection'])];
    },
  ),
  email_from: text('emailfrom', 'Sender of the e-mail.'),
  email_to: text('emailto', 'Recipients of the e-mail.'),
  email_cc: text('emailcc', 'Recipients of copies.'),
  email_subject: text('emailsubject', 'Subject of the e-mail.'),
  occurred_at: instant('datetime', 'When it was made.'),
  created_at: instant('actiondatecreated', 'When it was entered.'),
  updated_at: instant('last_updated', 'When it was changed last.'),
  ...workFields(),
  old_status_id: reference('old_status', 'Status before it.'),
  new_status_id: reference('new_status', 'Status after it.'),
  new_status_name: text('new_status_name', 'Name of the status after it.'),
  project_id: reference('project_id', 'Project; on an ordinary ticket the ticket itself.'),
  replied_to_action_id: reference('replied_to_action_id', 'Action of the same ticket that it answers.'),
  attachment_count: quantity('attachment_count', 'Number of attached files.'),
  merged_from_ticket_id: reference('merged_from_ticketid', 'Ticket that it belonged to before a merge.'),
  guid: externalId('guid', 'Globally unique id.'),
  custom_fields: customFields(inList),
}));

/** The actions of tickets whose last action moved. */
export const ticketActions = /* @__PURE__ */ actionSource(TicketAction);
