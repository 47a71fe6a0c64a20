import { timeOf, type ActionRecord } from '../records/action.js';
import { FIELD_USAGE } from '../records/custom-fields.js';
import { customFields } from './custom-fields.js';
import type { Row } from '../records/row.js';
import type { RowWriter } from './writer.js';

/** What an e-mail's entry has. */
function email({ emaildirection, ticket_id, who_agentid }: ActionRecord): Row {
  if (emaildirection === undefined) return {};
  const desk = 'desk@msp.example';
  const contact = `person${ticket_id}@customer.example`;
  return {
    emaildirection,
    emailfrom: who_agentid === 0 ? contact : desk,
    emailto: who_agentid === 0 ? desk : contact,
    emailcc: ticket_id % 3 === 0 ? 'second@customer.example' : undefined,
    emailsubject: `Ticket ${ticket_id}`,
  };
}

/** Fields that one action in a few has; the number of an unset contract is -1 (halo-api.md §6.1.3). */
function rare(record: ActionRecord, writer: RowWriter): Row {
  const { id, ticket_id } = record;
  const isOne = (id + ticket_id) % 5 === 0;
  const isCharged = isOne && timeOf(record) > 0;
  return {
    chargerate: isOne ? 1 : -1,
    action_contract_id: isOne ? 3 : -1,
    actionchargehours: isCharged ? 1.5 : 0,
    actionchargeamount: isCharged ? 120 : 0,
    actionprepayhours: isCharged ? 0.5 : 0,
    actionprepayamount: isCharged ? 40 : 0,
    actionnonchargehours: isCharged ? 0.25 : 0,
    actioninvoicenumber: isCharged ? 'INV-0077' : undefined,
    actreviewed: isOne,
    new_status_name: isOne ? 'In Progress' : undefined,
    replied_to_action_id: isOne ? id - 1 : 0,
    traveltime: isCharged ? 0.5 : undefined,
    mileage: isCharged ? 12 : undefined,
    merged_from_ticketid: isOne ? ticket_id - 1 : 0,
    customfields: isOne ? customFields(writer, FIELD_USAGE.tickets, { 210: `PO-${ticket_id}` }, id, [210]) : [],
  };
}

/** An action; `timetaken` is absent on system entries (halo-api.md §6.10). */
export function actionRow(record: ActionRecord, writer: RowWriter): Row {
  const { dates, parameters } = writer;
  const { note_html: html = `<p>${record.note}</p>`, ...written } = record.written ?? {};
  const who = record.who_type === 1 ? writer.agentName(record.who_agentid) : record.who;
  return writer.filled({
    ticket_id: record.ticket_id,
    id: record.id,
    outcome: record.outcome,
    outcome_id: record.outcome_id,
    who,
    who_type: record.who_type,
    who_agentid: record.who_agentid,
    datetime: dates.stored(record.datetime),
    last_updated: dates.stored(record.last_updated),
    note: record.note,
    note_html: parameters.flag('includehtmlnote') ? html : undefined,
    hiddenfromuser: record.hiddenfromuser,
    important: false,
    attachment_count: writer.attachmentCount(record.ticket_id, record.id),
    ...email(record),
    ...rare(record, writer),
    timetaken: record.who_type === 0 ? undefined : record.timetaken,
    timetakendays: 0,
    timetakenadjusted: 0,
    nonbilltime: 0,
    actisbillable: record.who_type === 1,
    actionarrivaldate: dates.minute(record.datetime),
    actioncompletiondate: dates.minute(record.datetime),
    actiondatecreated: dates.stored(record.datetime),
    old_status: record.who_type === 0 ? 0 : 1,
    new_status: record.who_type === 0 ? 1 : 2,
    // The ticket's own id (halo-api.md §6.10).
    project_id: record.ticket_id,
    unread: 0,
    actionby_agent_id: record.who_agentid,
    actionby_application_id: record.actionby_application_id,
    guid: record.guid,
    ...written,
  });
}
