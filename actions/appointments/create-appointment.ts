import { z } from 'zod';

import type { InputProblem } from '../../halo/errors.js';
import { toId } from '../../halo/values/rows.js';
import { Appointment } from '../../records/appointments.js';
import type { Call } from '../call.js';
import { defineFunction } from '../define.js';
import { writeErrors } from '../error-codes.js';
import { elsewhere, findTicketItem } from '../tickets/find.js';
import { placeTicket } from '../tickets/place.js';
import { create } from '../writing/create.js';
import { idempotencyKey } from '../writing/key.js';
import { sentFields, writeModel } from '../writing/model.js';
import { writeOptions } from '../writing/options.js';
import { writeResult } from '../writing/result.js';
import { appointmentFields } from './fields.js';
import { appointmentKind } from './kind.js';

const model = writeModel(appointmentFields, { required: ['subject', 'started_at', 'ended_at', 'agent'] });

type Id = string | number;

interface Given {
  readonly started_at: string;
  readonly ended_at: string;
  readonly ticket_id?: Id | undefined;
  readonly customer_id?: Id | undefined;
  readonly site_id?: Id | undefined;
  readonly contact_id?: Id | undefined;
}

export const createAppointment = defineFunction({
  name: 'create-appointment',
  description: "Put an appointment or a task into an agent's calendar",
  instructions:
    'Use it to plan work: give the agent, the times with their zone, and the ticket that it is about. It does not check whether the agent is free: use list-appointments first. Halo may invite those in attendees. With ticket_id, its customer, site and contact are filled in where none is given. Give an idempotency_key so that a repeated call, with the same agent and start, does not plan it twice; it is kept as the last line of the notes, where people see it.',
  scopes: ['edit:calendar', 'read:tickets', 'read:customers'],
  marks: { readOnly: false, idempotent: 'with_key', destructive: false },
  cost: { usual: 5, most: 33, elsewhere, when: 'the key is looked for among ten appointments of the same time' },
  errors: [...writeErrors, 'halo_key_in_use', 'halo_too_large'],
  example: {
    subject: 'Replace the printer',
    started_at: '2026-12-01T09:00:00Z',
    ended_at: '2026-12-01T10:30:00Z',
    agent: '3',
    ticket_id: '1042',
    notes: 'Ask for the key at reception.',
    idempotency_key: 'visit-2026-12-01-1042',
  },
  input: z.strictObject({ ...model.shape, idempotency_key: idempotencyKey, ...writeOptions }),
  output: writeResult(Appointment.schema),
  run: async (call, { idempotency_key: key, dry_run: isDryRun, ...fields }) => {
    const placed = await placeAppointment(call, fields);
    const problems = [...timeProblems(fields), ...placed.problems];
    const sent = await sentFields(call, model, { ...fields, ...placed.fields }, undefined, problems);
    return create(call, appointmentKind, { sent, key, isDryRun });
  },
});

function timeProblems({ started_at: start, ended_at: end }: Given): InputProblem[] {
  if (Date.parse(end) > Date.parse(start)) return [];
  return [{ field: 'ended_at', message: 'it is not after started_at' }];
}

/** Customer, site and contact: those that are given, made to fit together, or else those of the ticket. */
async function placeAppointment(
  call: Call,
  given: Given,
): Promise<{ fields: Partial<Given>; problems: readonly InputProblem[] }> {
  const ticket = given.ticket_id === undefined ? undefined : (await findTicketItem(call, String(given.ticket_id)))?.row;
  const problems =
    given.ticket_id === undefined || ticket !== undefined
      ? []
      : [{ field: 'ticket_id', message: `there is no ticket, project or opportunity ${given.ticket_id}` }];
  if ([given.customer_id, given.site_id, given.contact_id].some((id) => id !== undefined)) {
    const placed = await placeTicket(call, given);
    return { ...placed, problems: [...problems, ...placed.problems] };
  }
  const [customer, site, contact] = ['client_id', 'site_id', 'user_id'].map((key) => toId(ticket?.[key]));
  return {
    fields: {
      ...(customer === undefined ? {} : { customer_id: customer }),
      ...(site === undefined ? {} : { site_id: site }),
      ...(contact === undefined ? {} : { contact_id: contact }),
    },
    problems,
  };
}
