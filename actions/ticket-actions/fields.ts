import { z } from 'zod';

import type { HaloRow } from '../../halo/values/rows.js';
import { described } from '../../records/described.js';
import { choiceKinds } from '../choices/kinds.js';
import { html, textAsHtml } from '../fields/html.js';
import { named, wantedSchema } from '../fields/named.js';
import { flag, instant, quantity, reference, text } from '../fields/plain.js';
import type { WriteField } from '../fields/field.js';

const hours = z.number().positive().max(1000);

/** What can be written of an action. Names are those of the record. */
export const noteFields = {
  note: textAsHtml('note_html', 'note', 'Text; line breaks are kept.'),
  note_html: html('note_html', 'Text as HTML, instead of `note`.'),
};

export const workFields = {
  time_taken_hours: quantity('timetaken', 'Work, in hours, such as 0.25.', hours),
  non_billable_hours: quantity('nonbilltime', 'Work that is not billed, in hours.'),
  travel_hours: quantity('traveltime', 'Travel, in hours.'),
  is_billable: flag('actisbillable', 'Whether it is billed.'),
  charge_rate_id: reference('chargerate', 'Charge rate, by id.'),
  started_at: instant('actionarrivaldate', 'When the work began.'),
  ended_at: instant('actioncompletiondate', 'When the work ended.'),
};

/** The status that a ticket gets with an action; `status_id` inside an action does not move it (halo-api.md §7.3). */
export const newStatus = named(choiceKinds.status, 'new_status', 'Status that the ticket gets with it.', {
  shownAs: 'new_status_id',
});

const addresses = z.array(z.email()).min(1).max(20);

/** E-mail addresses, which Halo takes as one text with semicolons (halo-api.md §7.3). */
function recipients(key: string, description: string): WriteField<typeof addresses> {
  return {
    schema: addresses,
    description: `${description} Halo: ${key}.`,
    halo: [key],
    write: (value): HaloRow => ({ [key]: value.join(';') }),
    // Halo may write them in another form.
    shows: () => true,
  };
}

export const mailFields = {
  to: recipients('emailto', 'Addresses to send to, instead of the contact of the ticket.'),
  cc: recipients('emailcc', 'Addresses that get a copy.'),
  subject: text('emailsubject', 'Subject of the e-mail.'),
};

export const outcomeInput = described(
  wantedSchema.optional(),
  'Outcome of the action, by name or id. Default: the usual one of the tenant for this purpose. Halo: outcome_id.',
);
