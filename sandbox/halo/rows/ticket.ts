import { SENTINEL } from '../dates.js';
import { FIELD_USAGE } from '../records/custom-fields.js';
import { STATUS, type TicketRecord } from '../records/ticket.js';
import type { Row } from '../records/row.js';
import { ASSET_TYPES, PRIORITIES, priorityId, TICKET_TYPES } from '../types/setup/tables.js';
import { customFields } from './custom-fields.js';
import { TICKET_CONSTANTS } from './ticket-constants.js';
import { rareDetails, rareFields } from './ticket-rare.js';
import type { RowWriter } from './writer.js';

const CONSTANT_TAIL = `,${JSON.stringify(TICKET_CONSTANTS).slice(1)}`;

const DAY_MS = 86_400_000;

/** Days are midnight, and the time of day stands in a field of its own (halo-api.md §6.1.2). */
function dayOf(moment: number | undefined): number | undefined {
  return moment === undefined ? undefined : Math.floor(moment / DAY_MS) * DAY_MS;
}

function timeOf(moment: number | undefined): string | undefined {
  return moment === undefined ? undefined : new Date(moment).toISOString().slice(11, 19);
}

/** The row of a ticket's priority, whose id is a GUID (halo-api.md §6.9). */
function priorityOf(record: TicketRecord, writer: RowWriter): Row | undefined {
  const id = priorityId(record.sla_id, record.priority_id);
  const found = PRIORITIES.find((row) => row.id === id);
  return found && { ...found, id: found.guid, name: writer.nameOf('priorities', id) };
}

/** What rows of each domain say that they are. */
const USES = { reqs: 'ticket', prjs: 'project', opps: 'opportunity' } as const;

function itilTypeOf(record: TicketRecord): number {
  return TICKET_TYPES.find(({ id }) => id === record.tickettype_id)?.itilrequesttype ?? 1;
}

/** Fields that rows carry when they are asked for, and details always (docs/reference/halo-fields.md). */
function asked(record: TicketRecord, writer: RowWriter, asks: (parameter: string) => boolean): Row {
  const { id } = record;
  const isOne = id % 7 === 3;
  return {
    ...(asks('includetimetaken') ? { timetaken: record.timetaken } : {}),
    ...(asks('includechildids') && isOne ? { child_ticket_ids: [id + 1, id + 2] } : {}),
    ...(asks('includenextactivitydate') && isOne
      ? { nextactivitydate: writer.dates.stored(record.dateoccurred + 2 * DAY_MS) }
      : {}),
    ...(asks('includecontract') ? { contract_id: isOne ? 3 : -1, contract_ref: isOne ? 'CON-3' : undefined } : {}),
    ...(asks('includesupplier')
      ? {
          supplier_id: isOne ? 1 : 0,
          supplier_name: isOne ? 'Distribution Ltd' : undefined,
          supplier_reference: record.written?.['supplier_reference'] ?? (isOne ? `D-${id}` : undefined),
        }
      : {}),
  };
}

function names(record: TicketRecord, writer: RowWriter): Row {
  return {
    ...(writer.wantsName('includestatus') ? { status_name: writer.nameOf('statuses', record.status_id) } : {}),
    ...(writer.wantsName('includeagent') ? { agent_name: writer.agentName(record.agent_id) } : {}),
    ...(writer.wantsName('includetickettype')
      ? { tickettype_name: writer.nameOf('ticket-types', record.tickettype_id) }
      : {}),
    ...(writer.wantsName('includepriority')
      ? { priority_name: writer.nameOf('priorities', priorityId(record.sla_id, record.priority_id)) }
      : {}),
  };
}

/** The fields that lists and items share, less the constant ones. */
function fields(record: TicketRecord, writer: RowWriter): Row {
  const { dates, switches, tenant } = writer;
  const contact = tenant.contacts.rows.read(record.user_id);
  const customIds = writer.customFieldIds;
  return {
    id: record.id,
    dateoccurred: dates.stored(record.dateoccurred),
    summary: record.summary,
    details: record.details,
    status_id: record.status_id,
    tickettype_id: record.tickettype_id,
    sla_id: record.sla_id,
    priority_id: record.priority_id,
    client_id: record.client_id,
    client_name: writer.clientName(record.client_id),
    site_id: record.site_id,
    // A site of another customer shows as unknown (halo-api.md §7.2).
    site_name: writer.siteName(record.site_id, record.client_id),
    user_id: record.user_id,
    user_name: writer.contactName(record.user_id),
    user_email: contact?.emailaddress,
    reportedby: contact?.emailaddress,
    team: writer.teamName(record.team_id),
    ...(switches.teamIdInRows ? { team_id: record.team_id } : {}),
    agent_id: record.agent_id,
    category_1: writer.nameOf('categories', record.categoryid_1, 'value'),
    categoryid_1: record.categoryid_1,
    impact: record.impact,
    urgency: record.urgency,
    source: record.source,
    estimate: record.estimate,
    parent_id: record.parent_id,
    flagged: record.flagged,
    onhold: record.status_id === STATUS.onHold,
    hasbeenclosed: record.hasbeenclosed,
    respondbydate: dates.computed(record.respondbydate),
    fixbydate: dates.computed(record.fixbydate),
    responsedate: dates.stored(record.responsedate),
    dateassigned: dates.stored(record.dateassigned),
    dateclosed: dates.stored(record.dateclosed),
    date_fully_closed: dates.stored(record.dateclosed),
    startdate: dates.stored(dayOf(record.startdate)),
    starttime: timeOf(record.startdate),
    targetdate: dates.stored(dayOf(record.targetdate), SENTINEL.target),
    targettime: timeOf(record.targetdate),
    deadlinedate: dates.stored(record.deadlinedate, SENTINEL.target),
    lastactiondate: dates.stored(record.lastactiondate),
    [switches.lastUpdateKey]: dates.stored(record.last_update),
    merged_into_id: record.merged_into_id,
    itil_requesttype_id: switches.ticketKinds === 'inRows' ? itilTypeOf(record) : undefined,
    ticket_tags: record.ticket_tags,
    third_party_id_string: record.third_party_id_string,
    ...rareFields(record, writer),
    use: switches.ticketKinds === 'inRows' ? USES[record.domain] : 'ticket',
    attachment_count: writer.attachmentCount(record.id),
    child_count: record.id % 7 === 3 ? 2 : 0,
    child_count_open: record.id % 7 === 3 ? 1 : 0,
    milestone_id: record.domain === 'prjs' ? 8 : 0,
    projecttimebudget: record.domain === 'prjs' ? 40 : 0,
    projecttimeactual: record.domain === 'prjs' ? 12.5 : 0,
    // 1 on ordinary tickets (halo-api.md §6.3).
    pipeline_stage_id: record.domain === 'opps' ? 2 : 1,
    oppvalue: record.oppvalue ?? 0,
    oppemailaddress: record.domain === 'opps' ? contact?.emailaddress : undefined,
    oppcontactname: record.domain === 'opps' ? writer.contactName(record.user_id) : undefined,
    oppcompanyname: record.domain === 'opps' ? writer.clientName(record.client_id) : undefined,
    projectcompletionpercentage: record.projectcompletionpercentage ?? 0,
    ...(switches.priorityInRows === 'object' ? { priority: priorityOf(record, writer) } : {}),
    ...(writer.wantsNames ? names(record, writer) : {}),
    ...record.written,
    ...(customIds === undefined
      ? {}
      : { customfields: customFields(writer, FIELD_USAGE.tickets, record.custom, record.id, customIds) }),
  };
}

/** A list row as JSON text: about 85 fields, 2 to 3 kB. */
export function ticketRow(record: TicketRecord, writer: RowWriter): string {
  // The constant part is written once for all rows: a page of 100 rows is half as much work.
  const row = { ...fields(record, writer), ...asked(record, writer, (parameter) => writer.asks(parameter)) };
  return writer.text(row).slice(0, -1) + CONSTANT_TAIL;
}

/** The item: the row, the names, all custom fields, the HTML text and what else only details have (halo-api.md §6.3). */
export function ticketItem(record: TicketRecord, writer: RowWriter): Row {
  const { dates } = writer;
  const assetType = ASSET_TYPES[0];
  return writer.filled({
    ...TICKET_CONSTANTS,
    ...fields(record, writer),
    ...asked(record, writer, () => true),
    reference: `IN-${String(record.id).padStart(7, '0')}`,
    status_name: writer.nameOf('statuses', record.status_id),
    agent_name: writer.agentName(record.agent_id),
    tickettype_name: writer.nameOf('ticket-types', record.tickettype_id),
    details_html: `<p>${record.details}</p>`,
    ...rareDetails(record),
    datecreated: dates.stored(record.dateoccurred),
    laststatuschangestatusdate: dates.stored(undefined, SENTINEL.audit),
    deleted: record.deleted,
    tickettype: {
      id: record.tickettype_id,
      use: TICKET_TYPES.find(({ id }) => id === record.tickettype_id)?.use ?? 'tickets',
      name: writer.nameOf('ticket-types', record.tickettype_id),
    },
    customfields: customFields(writer, FIELD_USAGE.tickets, record.custom, record.id),
    attachments: [],
    ...record.writtenDetail,
    assets:
      record.writtenDetail?.['assets'] ??
      (record.id % 5 === 0 ? [{ id: 501, assettype_id: assetType.id, assettype_name: assetType.name }] : []),
  });
}
