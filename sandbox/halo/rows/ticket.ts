import { SENTINEL } from '../dates.js';
import { FIELD_USAGE } from '../records/custom-fields.js';
import { ASSET_TYPES, PRIORITIES, STATUSES, TICKET_TYPES } from '../records/setup.js';
import { STATUS, type TicketRecord } from '../records/ticket.js';
import { CATEGORIES } from '../records/words.js';
import { customFields } from './custom-fields.js';
import { TICKET_CONSTANTS } from './ticket-constants.js';
import type { Row, RowWriter } from './writer.js';

const CONSTANT_TAIL = `,${JSON.stringify(TICKET_CONSTANTS).slice(1)}`;
const CATEGORY_NAMES = new Map(CATEGORIES);
const nameOf = (rows: readonly { id: number; name: string }[], id: number): string | undefined =>
  rows.find((row) => row.id === id)?.name;

function names(record: TicketRecord, writer: RowWriter): Row {
  const priority = PRIORITIES.find((row) => row.slaid === record.sla_id && row.priorityid === record.priority_id);
  return {
    ...(writer.wantsName('includestatus') ? { status_name: nameOf(STATUSES, record.status_id) } : {}),
    ...(writer.wantsName('includeagent') ? { agent_name: writer.agentName(record.agent_id) } : {}),
    ...(writer.wantsName('includetickettype') ? { tickettype_name: nameOf(TICKET_TYPES, record.tickettype_id) } : {}),
    ...(writer.wantsName('includepriority') ? { priority_name: priority?.name } : {}),
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
    site_name: writer.siteName(record.site_id),
    user_id: record.user_id,
    user_name: writer.contactName(record.user_id),
    user_email: contact?.emailaddress,
    reportedby: contact?.emailaddress,
    team: writer.teamName(record.team_id),
    ...(switches.teamIdInRows ? { team_id: record.team_id } : {}),
    agent_id: record.agent_id,
    category_1: CATEGORY_NAMES.get(record.categoryid_1),
    categoryid_1: record.categoryid_1,
    impact: record.impact,
    urgency: record.urgency,
    source: record.source,
    timetaken: record.timetaken,
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
    startdate: dates.stored(record.startdate),
    targetdate: dates.stored(record.targetdate, SENTINEL.target),
    deadlinedate: dates.stored(record.deadlinedate, SENTINEL.target),
    lastincomingemail: dates.stored(undefined, SENTINEL.email),
    lastactiondate: dates.stored(record.lastactiondate),
    [switches.lastUpdateKey]: dates.stored(record.last_update),
    merged_into_id: record.merged_into_id,
    itil_requesttype_id: TICKET_TYPES.find(({ id }) => id === record.tickettype_id)?.itilrequesttype ?? 1,
    ticket_tags: record.ticket_tags,
    third_party_id_string: record.third_party_id_string,
    inventory_number: undefined,
    use: record.domain === 'prjs' ? 'project' : record.domain === 'opps' ? 'opportunity' : 'ticket',
    oppvalue: record.oppvalue ?? 0,
    oppcontactname: record.domain === 'opps' ? writer.contactName(record.user_id) : undefined,
    oppcompanyname: record.domain === 'opps' ? writer.clientName(record.client_id) : undefined,
    projectcompletionpercentage: record.projectcompletionpercentage ?? 0,
    ...(writer.wantsNames ? names(record, writer) : {}),
    ...(customIds === undefined
      ? {}
      : { customfields: customFields(writer, FIELD_USAGE.tickets, record.custom, record.id, customIds) }),
  };
}

/** A list row as JSON text: about 85 fields, 2 to 3 kB. */
export function ticketRow(record: TicketRecord, writer: RowWriter): string {
  // The constant part is written once for all rows: a page of 100 rows is half as much work.
  return writer.text(fields(record, writer)).slice(0, -1) + CONSTANT_TAIL;
}

/** The item: the row, the names, all custom fields, the HTML text and what else only details have (halo-api.md §6.3). */
export function ticketItem(record: TicketRecord, writer: RowWriter): Row {
  const { dates } = writer;
  const assetType = ASSET_TYPES[0];
  return writer.filled({
    ...TICKET_CONSTANTS,
    ...fields(record, writer),
    status_name: nameOf(STATUSES, record.status_id),
    agent_name: writer.agentName(record.agent_id),
    tickettype_name: nameOf(TICKET_TYPES, record.tickettype_id),
    details_html: `<p>${record.details}</p>`,
    datecreated: dates.stored(record.dateoccurred),
    laststatuschangestatusdate: dates.stored(undefined, SENTINEL.audit),
    deleted: record.deleted,
    tickettype: { id: record.tickettype_id, use: 'tickets', name: nameOf(TICKET_TYPES, record.tickettype_id) },
    customfields: customFields(writer, FIELD_USAGE.tickets, record.custom, record.id),
    attachments: [],
    assets: record.id % 5 === 0 ? [{ id: 501, assettype_id: assetType.id, assettype_name: assetType.name }] : [],
  });
}
