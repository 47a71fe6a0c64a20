import { agentReference, idInTicket } from '../composite-fields.js';
import { customFields } from '../custom-fields.js';
import { defineRecordWith } from '../define.js';
import { externalId, flag, instant, quantity, reference, text } from '../fields.js';
import { askedWith, inList } from '../origin.js';
import { authorKind } from './author-kind.js';
import { actionSettings, type ActionContext } from './context.js';
import { emailDirection } from './email-direction.js';
import { isPrivate } from './is-private.js';
import { actionSource } from './source.js';
import { workFields } from './work-fields.js';

/** The model of a note, reply, time entry or system entry of a ticket. */
export const TicketAction = defineRecordWith<ActionContext>()('TicketAction', {
  id: idInTicket('Ticket and action, such as "4242:3".'),
  ticket_id: reference('ticket_id', 'Ticket.'),
  action_id: reference('id', 'Action; unique only within its ticket.'),
  outcome: text('outcome', 'Name of what was done.'),
  outcome_id: reference('outcome_id', 'What was done.'),
  note: text('note', 'Text, without formatting.'),
  note_html: text('note_html', 'Text as HTML.', askedWith('includehtmlnote')),
  is_private: isPrivate,
  is_important: flag('important', 'Whether it is marked as important.'),
  author_kind: authorKind,
  author_name: text('who', 'Name of its author.'),
  author_agent_id: agentReference('who_agentid', 'Agent who made it.'),
  application: text('actionby_application_id', 'Application that created it.'),
  email_direction: emailDirection,
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
});

/** The actions of tickets whose last action moved. */
export const ticketActions = /* @__PURE__ */ actionSource(TicketAction, { settings: actionSettings });
