import { z } from 'zod';

import { InvalidInputError } from '../../halo/errors.js';
import { Appointment } from '../../records/appointments.js';
import { described } from '../../records/described.js';
import { choiceKinds } from '../choices/kinds.js';
import { defineFunction } from '../define.js';
import { wantedSchema } from '../fields/named.js';
import { idSchema } from '../fields/plain.js';
import { matching, readFilters } from '../searching/filters.js';
import { toAppointment } from './kind.js';
import { mostRows, readWindow } from './window.js';

const longestWindow = 366 * 86_400_000;
const moment = z.iso.datetime({ offset: true });

export const listAppointments = defineFunction({
  name: 'list-appointments',
  description: 'Read the appointments and tasks of agents that begin within a window of time',
  instructions:
    'Use it to see who is where and when, or whether an agent is free: give the agent and the day, and look at started_at and ended_at. Appointments that began before the window are not listed, so choose an early start. When is_whole is false, ask for a shorter window.',
  scopes: ['read:calendar'],
  marks: { readOnly: true, idempotent: true, destructive: false },
  cost: { usual: 2, most: 6, when: '500 appointments' },
  errors: ['halo_request_refused'],
  example: { from: '2026-12-01T00:00:00Z', to: '2026-12-08T00:00:00Z', agent: '3' },
  input: z.strictObject({
    from: described(moment, 'Start of the window, ISO 8601 with a zone.'),
    to: described(moment, 'End of the window, ISO 8601 with a zone; at most a year after its start.'),
    agent: described(wantedSchema.optional(), 'Only appointments of this agent, by name, e-mail address or id.'),
    customer_id: described(idSchema.optional(), 'Only appointments with this customer.'),
    ticket_id: described(idSchema.optional(), 'Only appointments of this ticket.'),
    only: described(z.enum(['appointments', 'tasks']).optional(), 'Only appointments, or only tasks. Default: both.'),
    open_only: described(z.boolean().optional(), 'Only those that are not completed. Default: false.'),
  }),
  output: z.object({
    appointments: described(z.array(Appointment.schema), 'Appointments as their sync saves them, the earliest first.'),
    is_whole: described(z.boolean(), `Whether these are all; false when the window holds more than ${mostRows}.`),
  }),
  run: async (call, { from, to, only, open_only: isOpenOnly = false, ...narrowed }) => {
    const length = Date.parse(to) - Date.parse(from);
    if (length <= 0 || length > longestWindow) {
      const message = length <= 0 ? 'it is not after the start' : 'the window is longer than a year';
      throw new InvalidInputError(call.name, [{ field: 'to', message }]);
    }
    const filters = await readFilters(call, narrowed, [
      { field: 'agent', parameter: 'agents', key: 'agent_id', kind: choiceKinds.agent },
      { field: 'customer_id', parameter: 'client_id', key: 'client_id' },
      { field: 'ticket_id', parameter: 'ticket_id', key: 'ticket_id' },
    ]);
    const { rows, isWhole } = await readWindow(call, from, to, {
      ...Object.fromEntries(filters.map(({ parameter, id }) => [parameter, id])),
      ...(only === undefined ? {} : { [`${only}only`]: 'true' }),
      ...(isOpenOnly ? { hidecompleted: 'true' } : {}),
    });
    const appointments = matching(rows, filters)
      .map((row) => toAppointment(call, row))
      .filter((each) => only === undefined || each.is_task === (only === 'tasks'))
      .filter((each) => !isOpenOnly || each.is_completed !== true)
      .toSorted((a, b) => (a.started_at ?? '').localeCompare(b.started_at ?? ''));
    return { appointments, is_whole: isWhole };
  },
});
