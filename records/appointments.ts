import type { HaloList } from '../halo/lists/description.js';
import { isCompleted } from './appointment-state.js';
import { agentReference } from './composite-fields.js';
import { defineRecord } from './define.js';
import { flag, flagOrNo, instant, recordId, reference, text } from './fields.js';
import { windowedSource } from './source.js';
import { partyFields } from './party-fields.js';

/** The model of an appointment or a task in the calendar of an agent. An appointment may get a new id when it is changed. */
export const Appointment = /* @__PURE__ */ defineRecord('Appointment', () => ({
  id: recordId,
  subject: text('subject', 'Subject.'),
  started_at: instant('start_date', 'When it begins.'),
  ended_at: instant('end_date', 'When it ends.'),
  is_all_day: flagOrNo('allday', 'Whether it takes the whole day.'),
  is_task: flagOrNo('is_task', 'Whether it is a task rather than an appointment.'),
  is_private: flag('is_private', 'Whether others see only that the agent is busy.'),
  is_completed: isCompleted,
  agent_id: agentReference('agent_id', 'Agent.'),
  agent_name: text('agent_name', 'Name of the agent.'),
  ...partyFields(),
  ticket_id: reference('ticket_id', 'Ticket.'),
  type_id: reference('appointment_type_id', 'Type.'),
  type_name: text('appointment_type_name', 'Name of the type.'),
  location_name: text('appointment_location_name', 'Place.'),
  attendees: text('attendees', 'Who takes part.'),
  online_meeting_url: text('online_meeting_url', 'Address of the online meeting.'),
  notes: text('note', 'Notes.'),
  updated_at: instant('last_modified', 'When it was changed last.'),
  colour: text('colour', 'Colour, #rrggbb.'),
}));

/**
 * Where appointments are listed. Without `page_no`, or without a window, a tenant answers all that it has, tens of thousands
 * (halo-api.md §3.8).
 */
export const appointmentList = {
  name: 'appointments',
  endpoint: '/Appointment',
  key: 'appointments',
  pageSize: 100,
  params: {},
  stamps: ['last_modified'],
  scope: 'read:calendar',
} as const satisfies HaloList;

/** Appointments and tasks of a window of days. */
export const appointments = /* @__PURE__ */ windowedSource(Appointment, appointmentList, {
  customerField: 'client_id',
  window: {
    start: 'start_date',
    end: 'end_date',
    startOfRecord: 'started_at',
    deletedToo: { includedeleted: 'true' },
  },
});
