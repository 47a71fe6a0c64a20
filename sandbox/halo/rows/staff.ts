import type { AgentRecord, TeamRecord } from '../records/staff.js';
import type { Row, RowWriter } from './writer.js';

/** An agent: `email` and `isdisabled`, where contacts have `emailaddress` and `inactive` (halo-api.md §6.8). */
export function agentRow(record: AgentRecord, writer: RowWriter): Row {
  const team = record.team_ids[0];
  const isRare = record.id % 2 === 1;
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
    sms: isRare ? `+44 7700 901${100 + record.id}` : undefined,
    extensionnumber: isRare ? String(200 + record.id) : undefined,
    teams: teamsOf(record, writer),
    departments: [{ department_id: 4, department_name: 'Service Desk' }],
    linemanager: isRare ? 4 : 0,
    licence_type: 0,
    use: 'agent',
  });
}

/** All teams, with those marked that the agent is a member of; a build may list its own alone (switch `agentTeams`). */
function teamsOf(record: AgentRecord, writer: RowWriter): Row[] {
  const { tenant, switches } = writer;
  const own = new Set(record.team_ids);
  const ids = switches.agentTeams === 'ownOnly' ? record.team_ids : tenant.teams.ids();
  return ids.map((id) => ({
    id,
    agent_id: record.id,
    team_id: id,
    team_name: writer.teamName(id),
    department_id: 4,
    is_manager: false,
    ...(switches.agentTeams === 'ownOnly' ? {} : { in_section: own.has(id) }),
  }));
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
