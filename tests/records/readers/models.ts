import type { HaloRow } from '../../../halo/values/rows.js';
import { readSettings } from '../../../records/settings.js';
import { Appointment } from '../../../records/appointments.js';
import { nested } from '../../../records/nested-fields.js';
import { quantity, reference } from '../../../records/fields.js';
import { inList } from '../../../records/origin.js';
import { CustomFieldDefinition } from '../../../records/setup/custom-field-definitions.js';
import { Priority } from '../../../records/setup/priorities.js';
import { actionContext } from '../../../records/ticket-actions/context.js';
import { TicketAction } from '../../../records/ticket-actions/ticket-actions.js';
import { Ticket } from '../../../records/tickets/model.js';
import { SlaStates } from '../../../records/tickets/sla-states.js';
import { TicketNames } from '../../../records/tickets/names.js';
import { ScriptedConnection } from '../../support/connection.js';
import type { Examples } from './examples.js';

const tables: Readonly<Record<string, readonly HaloRow[]>> = {
  '/Status': [
    { id: 1, name: 'New', type: 0 },
    { id: 4, name: 'With User', type: 0 },
    { id: 7, name: 'Snoozed', type: 0 },
    { id: 25, name: 'Shipped', type: 0, closed: true },
  ],
  '/Priority': [
    { id: 'a', slaid: 1, priorityid: 1, name: 'Critical' },
    { id: 'b', slaid: 2, priorityid: 1, name: 'Whenever' },
  ],
  '/TicketType': [
    { id: 1, name: 'Incident' },
    { id: 40, name: 'Move', use: 'projects' },
    { id: 41, name: 'Lead', use: 'opps' },
    { id: 42, name: 'Fault', use: 'tickets' },
  ],
  '/Agent': [{ id: 7, name: 'Sam Tech' }],
};

const lists = new ScriptedConnection(({ endpoint, params }) => {
  const rows = tables[endpoint] ?? [];
  return { data: params?.['excludeclosed'] === 'true' ? rows.filter((row) => row['closed'] !== true) : rows };
});
const names = new TicketNames(lists.client, readSettings({}));
await names.load([{ tickettype_id: 1, agent_id: 7 }]);

/** Examples of a reader that one field of tickets has. */
function ofTickets(field: keyof typeof Ticket.schema.shape, rows: Examples['rows']): Examples {
  const context = { names, slaStates: new SlaStates({}), webAddress: 'https://acme.halopsa.test' };
  const map = (row: HaloRow): Record<string, unknown> => ({ ...Ticket.map({ id: 42, ...row }, context, ignore) });
  return { schema: Ticket.schema.shape[field], read: (row) => map(row)[field], rows };
}

/** What actions are read with where the settings say nothing. */
const plain = actionContext({ settings: {}, remark: () => undefined });

/** Examples of a reader that one field of actions has. */
function ofActions(field: keyof typeof TicketAction.schema.shape, rows: Examples['rows']): Examples {
  const map = (row: HaloRow): Record<string, unknown> => ({ ...TicketAction.map(row, plain, ignore) });
  return { schema: TicketAction.schema.shape[field], read: (row) => map(row)[field], rows };
}

/** Examples of a reader that one field of definitions has. */
function ofDefinitions(field: keyof typeof CustomFieldDefinition.schema.shape, rows: Examples['rows']): Examples {
  const map = (row: HaloRow): Record<string, unknown> => ({
    ...CustomFieldDefinition.map({ id: 212, ...row }, undefined, ignore),
  });
  return { schema: CustomFieldDefinition.schema.shape[field], read: (row) => map(row)[field], rows };
}

const ignore = () => undefined;

const lines = nested(
  'lines',
  'Lines.',
  { id: reference('id', 'Id.'), quantity: quantity('count', 'How many.') },
  inList,
);

/** Readers that one model has to itself. */
export const modelReaders: Readonly<Record<string, Examples>> = {
  'nested 1': {
    schema: lines.schema,
    read: (row) => lines.read(row, undefined, ignore),
    rows: [
      [{}, undefined],
      [{ lines: [] }, undefined],
      [{ lines: 'none' }, undefined],
      [{ lines: [{ id: 1, count: 2 }, 'no row', { id: 2, count: 'many' }] }, [{ id: '1', quantity: 2 }, { id: '2' }]],
    ],
  },
  'isCompleted 1': {
    schema: Appointment.schema.shape.is_completed,
    read: (row) => {
      const record: Record<string, unknown> = { ...Appointment.map({ id: 1, ...row }, undefined, ignore) };
      return record['is_completed'];
    },
    rows: [
      [{ complete_status: 0 }, true],
      [{ complete_status: -1 }, false],
      [{ complete_status: 3 }, undefined],
      [{}, undefined],
    ],
  },
  'priorityKey 1': {
    schema: Priority.schema.shape.id,
    read: (row) => Priority.map(row, undefined, ignore).id,
    rows: [
      [{ id: 'a', slaid: 2, priorityid: 3 }, '2:3'],
      [{ id: 'a', priorityid: 3 }, '0:3'],
    ],
  },
  'customFieldName 1': ofDefinitions('name', [
    [{ name: 'CFcontractLevel' }, 'contractLevel'],
    [{ name: 'symptom' }, 'symptom'],
    [{ name: ' ' }, undefined],
    [{}, undefined],
  ]),
  'customFieldType 1': ofDefinitions('type', [
    [{ type: 2 }, 'select'],
    [{ type: 99 }, 'other'],
    [{}, 'other'],
  ]),
  'selectOptions 1': ofDefinitions('options', [
    [
      {
        values: [
          { id: 3, name: ' Gold ' },
          { id: 0, name: '' },
          { id: 'x', name: 'No id' },
        ],
      },
      [{ id: '3', name: 'Gold' }, { id: '0' }],
    ],
    [{ values: [] }, undefined],
    [{}, undefined],
  ]),
  // The ticket type counts before the request type, and before a row that says "ticket".
  'kind 2': ofTickets('kind', [
    [{}, 'ticket'],
    [{ use: 'ticket', tickettype_id: 40 }, 'project'],
    [{ use: 'ticket', tickettype_id: 41 }, 'opportunity'],
    [{ tickettype_id: 42, itil_requesttype_id: 22 }, 'ticket'],
    [{ tickettype_id: 42, use: 'project' }, 'project'],
    [{ tickettype_id: 99 }, 'ticket'],
    [{ use: 'project' }, 'project'],
    [{ use: 'Opps' }, 'opportunity'],
    [{ is_project: true }, 'project'],
    [{ is_project: 1 }, 'project'],
    [{ itil_requesttype_id: 22 }, 'project'],
    [{ use: 'opportunity' }, 'opportunity'],
    [{ is_opportunity: true }, 'opportunity'],
  ]),
  'onlyFor 2': ofTickets('project_budget_hours', [
    [{ use: 'project', projecttimebudget: 2 }, 2],
    [{ use: 'ticket', projecttimebudget: 2 }, undefined],
    [{ use: 'ticket', tickettype_id: 40, projecttimebudget: 2 }, 2],
  ]),
  'statusName 2': ofTickets('status_name', [
    [{ status_id: 1 }, 'New'],
    [{ status_id: 1, status_name: ' Mi\u0000ne ' }, 'Mine'],
    [{ status_id: 99 }, undefined],
  ]),
  'statusCategory 2': ofTickets('status_category', [
    [{ status_id: 1 }, 'open'],
    [{ status_id: 4 }, 'pending'],
    [{ status_id: 7 }, 'unknown'],
    [{ status_id: 7, onhold: true }, 'on_hold'],
    [{ status_id: 25 }, 'closed'],
    [{ status_id: 99, status_name: 'On hold' }, 'on_hold'],
    [{ status_id: 99, status_name: 'Waiting on Vendor' }, 'pending'],
    [{ status_id: 99, status_name: 'Canceled' }, 'closed'],
    [{ status_id: 99, status_name: 'Not closed' }, 'unknown'],
  ]),
  'priorityName 2': ofTickets('priority_name', [
    [{ priority_id: 1, sla_id: 1 }, 'Critical'],
    [{ priority_id: 1, sla_id: 2 }, 'Whenever'],
    [{ priority_id: 1 }, undefined],
    [{ priority_name: 'Mine' }, 'Mine'],
    [{ priority_id: 4, sla_id: 99, priority: { priorityid: 4, slaid: 99, name: 'Urgent' } }, 'Urgent'],
    // The object of another priority than the row's says nothing.
    [{ priority_id: 1, sla_id: 1, priority: { priorityid: 4, name: 'Urgent' } }, 'Critical'],
  ]),
  'priorityLevel 2': ofTickets('priority_level', [
    [{ priority_id: 1, sla_id: 1 }, 'urgent'],
    [{ priority_id: 1, sla_id: 2 }, 'unknown'],
    [{ priority_name: 'P2 - High' }, 'high'],
    [{ priority_name: 'High to low' }, 'unknown'],
    [{ priority_name: 'Non-Urgent' }, 'unknown'],
    [{ priority_id: 4, priority: { priorityid: 4, name: 'Urgent' } }, 'urgent'],
  ]),
  'responseState 1': ofTickets('response_state', [
    [{ slaresponsestate: 'I' }, 'met'],
    [{ slaresponsestate: 'O', respondbydate: '2026-10-03T10:24:10' }, 'missed'],
    [{ slaresponsestate: 'X' }, 'unknown'],
    [{ slaresponsestate: '', respondbydate: '2026-10-03T10:24:10' }, 'running'],
    [{ respondbydate: '2026-10-03T10:24:10', excludefromsla: true }, undefined],
    [{ respondbydate: '2026-10-03T10:24:10', responsedate: '2026-10-03T09:00:00' }, undefined],
    [{ respondbydate: '1900-01-01T00:00:00' }, undefined],
    [{}, undefined],
  ]),
  'resolutionState 1': ofTickets('resolution_state', [
    [{ slastate: 'I' }, 'met'],
    [{ slastate: 'O' }, 'missed'],
    [{ slastate: '', fixbydate: '2026-10-03T10:24:10' }, 'running'],
    [{ fixbydate: '2026-10-03T10:24:10' }, undefined],
    [{}, undefined],
  ]),
  'ticketTypeName 2': ofTickets('ticket_type_name', [
    [{ tickettype_id: 1 }, 'Incident'],
    [{ tickettype_id: 1, tickettype_name: 'Mine' }, 'Mine'],
    [{}, undefined],
  ]),
  // Agent 1 is "Unassigned".
  'agentId 1': ofTickets('agent_id', [
    [{ agent_id: 7 }, '7'],
    [{ agent_id: 1 }, undefined],
    [{}, undefined],
  ]),
  'agentName 2': ofTickets('agent_name', [
    [{ agent_id: 7 }, 'Sam Tech'],
    [{ agent_id: 7, agent_name: 'Mine' }, 'Mine'],
    [{ agent_id: 1, agent_name: 'Unassigned' }, undefined],
  ]),
  'webUrl 2': ofTickets('web_url', [
    [{}, 'https://acme.halopsa.test/ticket?id=42'],
    [{ web_url: 'https://elsewhere.test/42' }, 'https://elsewhere.test/42'],
    [{ web_url: 'https://elsewhere.test/\u000042' }, 'https://elsewhere.test/42'],
    [{ web_url: 'http://elsewhere.test/42' }, 'https://acme.halopsa.test/ticket?id=42'],
  ]),
  'compositeId 1': ofActions('id', [[{ ticket_id: 42, id: 3 }, '42:3']]),
  'isPrivate 1': ofActions('is_private', [
    [{ hiddenfromuser: true }, true],
    [{ hiddenfromuser: 0 }, false],
    [{ hiddenfromuser: 'maybe' }, false],
    [{ outcome_id: 7, outcome: 'Private Note' }, false],
    [{}, false],
  ]),
  'authorKind 1': ofActions('author_kind', [
    [{ who_type: 0 }, 'system'],
    [{ who_type: 1 }, 'agent'],
    [{ who_type: 2 }, 'contact'],
    [{ who_type: 3 }, 'unknown'],
    [{}, 'unknown'],
  ]),
  'emailDirection 1': ofActions('email_direction', [
    [{ emaildirection: 'I' }, 'incoming'],
    [{ emaildirection: 'O' }, 'outgoing'],
    [{ emaildirection: 'X' }, undefined],
    [{}, undefined],
  ]),
};
