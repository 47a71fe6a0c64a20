import { parseDate } from '../dates.js';
import { contactAtSite, mainSite, someAgent } from '../records/layout.js';
import { type Filter } from '../records/selection.js';
import { describe, type ListRequest } from '../records/type.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Days before and after the start of the tenant on which the untouched appointments are. */
const SPREAD_DAYS = 60;

/** An appointment, by Halo's names; moments in milliseconds since 1970. */
export interface Appointment {
  readonly last_update: number;
  readonly subject: string;
  readonly start_date: number;
  readonly end_date: number;
  readonly allday: boolean;
  readonly is_task: boolean;
  readonly is_private: boolean;
  /** 0 is done, -1 open. */
  readonly complete_status: number;
  readonly agent_id: number;
  readonly client_id: number;
  readonly site_id: number;
  readonly user_id: number;
  readonly ticket_id: number;
  readonly appointment_type_id: number;
  readonly note: string | undefined;
  readonly attendees: string | undefined;
  readonly deleted: boolean;
}

/** Those that are not deleted, unless the request wants these too. */
function notDeleted({ parameters }: ListRequest): Filter<Appointment>[] {
  return when<Appointment>('not deleted', !parameters.flag('includedeleted'), ({ deleted }) => !deleted);
}

/** Appointments of the window that the request names, as the switch `appointmentWindow` says. */
function inWindow({ parameters, switches }: ListRequest): Filter<Appointment>[] {
  const [from, to] = ['start_date', 'end_date'].map((name) => {
    const text = parameters.text(name);
    return text === undefined ? undefined : parseDate(text);
  });
  if ((from === undefined && to === undefined) || switches.appointmentWindow === 'ignored') return [];
  const overlaps = switches.appointmentWindow === 'overlapping';
  const test = ({ start_date, end_date }: Appointment): boolean =>
    (from === undefined || (overlaps ? end_date > from : start_date >= from)) && (to === undefined || start_date <= to);
  return [{ key: `window ${switches.appointmentWindow} ${String(from)}..${String(to)}`, test }];
}

function when<T>(key: string, isAsked: boolean, test: (record: T) => boolean): Filter<T>[] {
  return isAsked ? [{ key, test }] : [];
}

/** Appointments and tasks in the calendars of agents. Deleted ones stay in the list that asks for them (halo-api.md §4.9). */
export const appointments = describe<Appointment>({
  generate(draw, id, layout) {
    const customers = layout.range('customers');
    const hasCustomer = customers.count > 0 && draw.chance(70);
    const client_id = hasCustomer ? customers.first + draw.int(customers.count) : 0;
    const site_id = hasCustomer ? mainSite(layout, client_id) : 0;
    const tickets = layout.range('tickets');
    const allday = draw.chance(10);
    const day = Math.floor(layout.epoch / DAY_MS) + draw.int(2 * SPREAD_DAYS) - SPREAD_DAYS;
    const start_date = day * DAY_MS + (allday ? 0 : (8 + draw.int(9)) * HOUR_MS);
    return {
      last_update: Math.min(layout.newest, start_date) - draw.int(30) * DAY_MS,
      subject: draw.pick(['Site visit', 'Patch window', 'Review with the customer', 'Remote session']),
      start_date,
      end_date: start_date + (allday ? DAY_MS : (1 + draw.int(3)) * (HOUR_MS / 2)),
      allday,
      is_task: draw.chance(15),
      is_private: draw.chance(10),
      complete_status: start_date < layout.newest && draw.chance(70) ? 0 : -1,
      agent_id: someAgent(layout, draw.int(50)),
      client_id,
      site_id,
      user_id: hasCustomer ? contactAtSite(layout, site_id, draw.int(10)) : 0,
      ticket_id: tickets.count > 0 && draw.chance(50) ? tickets.first + draw.int(tickets.count) : 0,
      appointment_type_id: 1,
      note: draw.chance(40) ? `Ask for the key at reception. ${id}` : undefined,
      attendees: draw.chance(20) ? 'someone@customer.example' : undefined,
      deleted: false,
    };
  },
  name: 'appointments',
  endpoint: 'Appointment',
  key: 'appointments',
  scope: 'read:calendar',
  customer: 'client_id',
  count: 20,
  // Bare without paging, its own key with it (halo-api.md §3.6).
  container: ({ parameters }) => (parameters.flag('pageinate') ? 'keyed' : 'array'),
  hasIdList: false,
  archived: 'never',
  edited: 'subject',
  filters: { ticket_id: 'ticket_id', agents: 'agent_id' },
  visible: (request) => (request.switches.deletedAppointmentById === '404' ? notDeleted(request) : []),
  listed: (request) => {
    const { parameters } = request;
    return [
      ...notDeleted(request),
      ...when<Appointment>('open', parameters.flag('hidecompleted'), (each) => each.complete_status !== 0),
      ...when<Appointment>('appointments', parameters.flag('appointmentsonly'), ({ is_task }) => !is_task),
      ...when<Appointment>('tasks', parameters.flag('tasksonly'), ({ is_task }) => is_task),
      ...inWindow(request),
    ];
  },
  detail: ({ note }) => ({ note }),
  row: (record, { dates, agentName, clientName, siteName, contactName, switches }) => ({
    id: record.id,
    agent_id: record.agent_id,
    agent_name: agentName(record.agent_id),
    start_date: dates.stored(record.start_date),
    end_date: dates.stored(record.end_date),
    allday: record.allday,
    subject: record.subject,
    note: switches.appointmentNotes === 'listed' ? record.note : undefined,
    ticket_id: record.ticket_id,
    client_id: record.client_id,
    client_name: record.client_id === 0 ? undefined : clientName(record.client_id),
    site_id: record.site_id,
    site_name: record.site_id === 0 ? undefined : siteName(record.site_id),
    user_id: record.user_id,
    user_name: contactName(record.user_id),
    appointment_type_id: record.appointment_type_id,
    appointment_type_name: record.appointment_type_id === 1 ? 'On site' : undefined,
    complete_status: record.complete_status,
    is_private: record.is_private,
    is_task: record.is_task,
    attendees: record.attendees,
    type: 0,
    colour: '#1c7ed6',
    last_modified: dates.stored(record.last_update),
    use: 'agent',
  }),
});
