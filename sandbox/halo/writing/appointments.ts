import type { Context } from '../endpoints/context.js';
import type { Row } from '../records/row.js';
import type { RecordOf } from '../records/type.js';
import { appointments, type Appointment } from '../types/appointments.js';
import { Refusal } from './refusal.js';
import type { WritableResource } from './resource.js';
import { dateOf, flagOf, numberOf, plainText, textOf, type Body } from './values.js';

type AppointmentRecord = RecordOf<Appointment>;
type Change = Partial<Omit<AppointmentRecord, 'id'>>;

const numbers = [
  'agent_id', 'client_id', 'site_id', 'user_id', 'ticket_id', 'appointment_type_id', 'complete_status',
] as const; // prettier-ignore
const flags = ['allday', 'is_task', 'is_private'] as const;
const texts = ['subject', 'attendees'] as const;

function changesOf(body: Body): Change {
  const html = textOf(body, 'note_html');
  const note = html === undefined ? textOf(body, 'note') : plainText(html);
  const start = dateOf(body, 'start_date');
  const end = dateOf(body, 'end_date');
  return {
    ...given(numbers, (key) => numberOf(body, key)),
    ...given(flags, (key) => flagOf(body, key)),
    ...given(texts, (key) => textOf(body, key)),
    ...(start === undefined ? {} : { start_date: start }),
    ...(end === undefined ? {} : { end_date: end }),
    ...(note === undefined ? {} : { note }),
  };
}

function given<Value>(keys: readonly string[], read: (key: string) => Value | undefined): Record<string, Value> {
  return Object.fromEntries(
    keys.flatMap((key): [string, Value][] => {
      const value = read(key);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

function create(body: Body, { tenant, grant }: Context): AppointmentRecord {
  const { start_date: start, end_date: end } = changesOf(body);
  if (start === undefined || end === undefined) throw new Refusal('A Start Date and an End Date must be entered');
  return tenant.appointments.create({
    allday: false,
    is_task: false,
    is_private: false,
    complete_status: -1,
    agent_id: grant.application.agentId,
    client_id: 0,
    site_id: 0,
    user_id: 0,
    ticket_id: 0,
    appointment_type_id: 0,
    subject: '',
    note: undefined,
    attendees: undefined,
    deleted: false,
    custom: {},
    ...changesOf(body),
  });
}

/** A change may move the appointment to a new id (halo-api.md §4.1; switch `appointmentIds`). */
function update(id: number, body: Body, { tenant, switches }: Context): AppointmentRecord {
  const store = tenant.appointments;
  const before = store.get(id);
  if (before === undefined || before.deleted) throw new Refusal('Record not found');
  if (switches.appointmentIds === 'kept') return store.edit(id, changesOf(body));
  store.delete(id);
  return store.create({ ...before, ...changesOf(body) });
}

/** Creates, changes and deletes appointments; a deleted one stays in the list that asks for it. */
export const writableAppointments: WritableResource = {
  scope: 'edit:calendar',
  integers: ['id', ...numbers],
  save: (body, context) => {
    const id = numberOf(body, 'id');
    const saved = id === undefined ? create(body, context) : update(id, body, context);
    return shown(saved, context);
  },
  remove: (id, context) => {
    const store = context.tenant.appointments;
    const record = store.get(id);
    if (record === undefined || record.deleted) return undefined;
    return shown(store.edit(id, { deleted: true }), context);
  },
};

function shown(record: AppointmentRecord, { writer }: Context): Row {
  return writer.filled(appointments.row(record, writer));
}
