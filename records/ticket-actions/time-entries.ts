import type { z } from 'zod';

import { agentReference, idInTicket } from '../composite-fields.js';
import type { ChildVerdict, SavedRecord } from '../contract.js';
import { customFields } from '../custom-fields.js';
import { defineRecordWith } from '../define.js';
import { externalId, instant, reference, text } from '../fields.js';
import { inList } from '../origin.js';
import type { ActionContext } from './context.js';
import { isPrivate } from './is-private.js';
import { actionSource } from './source.js';
import { workFields } from './work-fields.js';

/** The model of a time entry: an action of a ticket that says how long something took, or was charged for. */
export const TimeEntry = defineRecordWith<ActionContext>()('TimeEntry', {
  id: idInTicket('Ticket and action, such as "4242:3"; the same as that of the TicketAction.'),
  ticket_id: reference('ticket_id', 'Ticket that was worked on.'),
  action_id: reference('id', 'Action; unique only within its ticket.'),
  agent_id: agentReference('who_agentid', 'Agent who worked.'),
  agent_name: text('who', 'Name of who worked.'),
  outcome_id: reference('outcome_id', 'What was done.'),
  outcome: text('outcome', 'Name of what was done.'),
  note: text('note', 'What was done, in words, without formatting.'),
  is_private: isPrivate,
  occurred_at: instant('datetime', 'When the action was made.'),
  ...workFields(),
  project_id: reference('project_id', 'Project; on an ordinary ticket the ticket itself.'),
  guid: externalId('guid', 'Globally unique id.'),
  created_at: instant('actiondatecreated', 'When it was entered.'),
  updated_at: instant('last_updated', 'When it was changed last.'),
  custom_fields: customFields(inList),
});

/** The hours of which one at least is not zero on a time entry. */
const hours = [
  'time_taken_hours',
  'non_billable_hours',
  'travel_hours',
  'charged_hours',
  'prepaid_hours',
] as const satisfies readonly (keyof z.output<typeof TimeEntry.schema>)[];

/**
 * What is made of an action is a time entry if any of its hours is not zero. It is none only if its work is stated to be zero
 * hours: rows without any hours, such as those of an agent who may not see them, say nothing, and must delete nothing.
 */
function judgeEntry(record: SavedRecord): ChildVerdict {
  const fields: Readonly<Record<string, unknown>> = { ...record };
  if (hours.some((key) => (fields[key] ?? 0) !== 0)) return 'record';
  return fields['time_taken_hours'] === 0 ? 'none' : 'unknown';
}

/** The time entries of tickets whose last action moved. */
export const timeEntries = /* @__PURE__ */ actionSource(TimeEntry, {
  settings: ['private_outcomes'],
  judgeChild: judgeEntry,
});
