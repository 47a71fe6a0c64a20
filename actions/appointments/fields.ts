import { choiceKinds } from '../choices/kinds.js';
import { textAsHtml } from '../fields/html.js';
import { named } from '../fields/named.js';
import { flag, instant, reference, text, title } from '../fields/plain.js';
import { withoutKey } from './key.js';

const notes = textAsHtml('note_html', 'note', 'Notes, as plain text; line breaks are kept.');

/** What can be written of an appointment. Names are those of the record; agents are taken by name or id. */
export const appointmentFields = {
  subject: title('subject', 'Subject.'),
  started_at: instant('start_date', 'When it begins.'),
  ended_at: instant('end_date', 'When it ends.'),
  agent: named(choiceKinds.agent, 'agent_id', 'Agent in whose calendar it is, also by e-mail address.', {
    shownAs: 'agent_id',
  }),
  ticket_id: reference(
    'ticket_id',
    'Ticket, project or opportunity that it is about, by id. Its customer, site and contact are filled in.',
  ),
  customer_id: reference('client_id', 'Customer, by id.'),
  site_id: reference('site_id', 'Site of the customer, by id.'),
  contact_id: reference('user_id', 'Contact, by id. Its site and customer are filled in.'),
  is_all_day: flag('allday', 'Whether it takes the whole day.'),
  is_task: flag('is_task', 'Whether it is a task rather than an appointment.'),
  is_private: flag('is_private', 'Whether others see only that the agent is busy.'),
  type_id: reference('appointment_type_id', 'Type, by id.'),
  attendees: text('attendees', 'Who takes part, e-mail addresses with commas.', 1000),
  notes: { ...notes, shows: (row, sent) => notes.shows(withoutKey(row), sent) } satisfies typeof notes,
};
