import type { z } from 'zod';

import { newestStamp } from '../../halo/lists/page.js';
import { toId, type HaloRow } from '../../halo/values/rows.js';
import { Appointment, appointmentList } from '../../records/appointments.js';
import type { Call } from '../call.js';
import type { WritableKind } from '../writing/kind.js';
import { readOne } from '../writing/read-one.js';
import { appointmentKey } from './key.js';

export type AppointmentRecord = z.output<typeof Appointment.schema>;

/** An appointment as its sync saves it. */
export function toAppointment({ complain }: Call, row: HaloRow): AppointmentRecord {
  return Appointment.schema.parse(Appointment.map(row, undefined, complain));
}

export const appointmentKind: WritableKind<AppointmentRecord> = {
  name: 'appointment',
  endpoint: appointmentList.endpoint,
  params: {},
  idOf: (row) => toId(row['id'])?.toString(),
  updatedAt: (row) => newestStamp(appointmentList, row),
  // By its id: the list would have to be asked for a window that is not known.
  read: (call, id) => readOne(call, appointmentList, id),
  toRecord: (call, row) => Promise.resolve(toAppointment(call, row)),
  key: appointmentKey,
};
