import type { ActionRecord } from '../records/action.js';
import type { AgentRecord, TeamRecord } from '../records/staff.js';
import type { Row, RowWriter } from './writer.js';

/** An agent: `email` and `isdisabled`, where contacts have `emailaddress` and `inactive` (halo-api.md §6.8). */
export function agentRow(record: AgentRecord, writer: RowWriter): Row {
  const team = record.team_ids[0];
  return writer.filled({
    id: record.id,
    name: `${record.firstname} ${record.surname}`,
    email: record.email,
    firstname: record.firstname,
    surname: record.surname,
    initials: record.firstname.slice(0, 1) + record.surname.slice(0, 1),
    jobtitle: record.jobtitle,
    team: team === undefined ? undefined : writer.teamName(team),
    isdisabled: record.inactive,
    is_agent: true,
    isapiagent: record.isapiagent,
    colour: '#ff8800',
    onlinestatus: 0,
    is_online: false,
    teams: record.team_ids.map((id) => ({ agent_id: record.id, team_id: id, team_name: writer.teamName(id) })),
    // An agent of no team is in no department either: the teams are the department's.
    departments: record.team_ids.length === 0 ? [] : [{ department_id: 4, department_name: 'Service Desk' }],
    linemanager: 0,
    use: 'agent',
  });
}

export function agentItem(record: AgentRecord, writer: RowWriter): Row {
  const { dates } = writer;
  return {
    ...agentRow(record, writer),
    last_modified: dates.stored(record.last_update),
    datecreated: dates.stored(record.datecreated),
  };
}

export function teamRow(record: TeamRecord, writer: RowWriter): Row {
  return writer.filled({
    id: record.id,
    guid: `00000008-0000-4000-8000-${String(record.id).padStart(12, '0')}`,
    name: record.name,
    sequence: record.sequence,
    forrequests: record.forrequests,
    foropps: record.foropps,
    forprojects: record.forprojects,
    department_id: record.department_id,
    department_name: 'Service Desk',
    inactive: record.inactive,
    ticket_count: 0,
    last_modified: writer.dates.stored(record.last_update),
    use: 'team',
  });
}

/** An action; `timetaken` is absent on system entries (halo-api.md §6.10). */
export function actionRow(record: ActionRecord, writer: RowWriter): Row {
  const { dates, parameters } = writer;
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
    note_html: parameters.flag('includehtmlnote') ? `<p>${record.note}</p>` : undefined,
    hiddenfromuser: record.hiddenfromuser,
    important: false,
    attachment_count: 0,
    emaildirection: record.emaildirection,
    timetaken: record.who_type === 0 ? undefined : record.timetaken,
    timetakendays: 0,
    timetakenadjusted: 0,
    nonbilltime: 0,
    chargerate: 0,
    actisbillable: record.who_type === 1,
    actionarrivaldate: dates.minute(record.datetime),
    actioncompletiondate: dates.minute(record.datetime),
    actiondatecreated: dates.stored(record.datetime),
    old_status: 0,
    new_status: 0,
    // The ticket's own id (halo-api.md §6.10).
    project_id: record.ticket_id,
    action_contract_id: -1,
    unread: 0,
    actionby_agent_id: record.who_agentid,
    actionby_application_id: record.actionby_application_id,
    guid: record.guid,
    customfields: [],
  });
}
