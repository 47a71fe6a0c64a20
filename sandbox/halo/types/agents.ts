import { history } from '../records/history.js';
import { API_AGENT_ID } from '../records/layout.js';
import type { Row, RowContext } from '../records/row.js';
import { describe } from '../records/type.js';
import { FIRST_NAMES, JOB_TITLES, LAST_NAMES } from '../records/words.js';

const UNASSIGNED: Row = {
  id: 1,
  name: 'Unassigned',
  isdisabled: false,
  is_agent: true,
  isapiagent: false,
  use: 'agent',
};

/** All teams, with those marked that the agent is a member of; a build may list its own alone (switch `agentTeams`). */
function teamsOf(
  { id: agent_id, team_ids }: { readonly id: number; readonly team_ids: readonly number[] },
  { switches, teamName, idsOf }: RowContext,
): Row[] {
  const own = new Set(team_ids);
  const ids = switches.agentTeams === 'ownOnly' ? team_ids : idsOf('teams');
  return ids.map((id) => ({
    id,
    agent_id,
    team_id: id,
    team_name: teamName(id),
    department_id: 4,
    is_manager: false,
    ...(switches.agentTeams === 'ownOnly' ? {} : { in_section: own.has(id) }),
  }));
}

/**
 * Agents (Halo: Uname): `email` and `isdisabled`, where contacts have `emailaddress` and `inactive` (halo-api.md §6.8).
 * Every agent is shown all of them. Disabled and API-only agents, and "Unassigned", are listed only when asked for
 * (halo-api.md §4.8).
 */
export const agents = describe({
  generate(draw, id, layout) {
    const isapiagent = id === API_AGENT_ID;
    const { first, count } = layout.range('teams');
    const own = count === 0 ? [] : [first + draw.int(count)];
    return {
      ...history(layout, draw),
      firstname: isapiagent ? 'Integration' : draw.pick<string>(FIRST_NAMES),
      surname: isapiagent ? 'API' : draw.pick<string>(LAST_NAMES),
      email: isapiagent ? 'integration@msp.example' : `agent${id}@msp.example`,
      jobtitle: isapiagent ? undefined : draw.pick<string>(JOB_TITLES),
      isapiagent,
      inactive: !isapiagent && draw.chance(10),
      team_ids: isapiagent ? Array.from({ length: count }, (_, index) => first + index) : own,
    };
  },
  name: 'agents',
  endpoint: 'Agent',
  key: 'agents',
  // Agent 1 is "Unassigned"; agent 2 is the API-only agent that applications log in as.
  first: API_AGENT_ID,
  count: 8,
  salt: 6,
  // Bare without paging, `results` with it (halo-api.md §3.6).
  container: ({ parameters }) => (parameters.flag('pageinate') ? 'results' : 'array'),
  hasIdList: false,
  isSeenByAll: true,
  archived: 'as listed',
  archivedKey: 'isdisabled',
  edited: 'surname',
  listed: ({ parameters }) => {
    const [disabled, api, enabled] = [
      parameters.flag('includedisabled'),
      parameters.flag('includeapiagents'),
      !parameters.denied('includeenabled'),
    ];
    const key = `agents ${String(disabled)},${String(api)},${String(enabled)}`;
    return [{ key, test: ({ inactive, isapiagent }) => (inactive ? disabled : enabled) && (api || !isapiagent) }];
  },
  inFront: ({ parameters }) => (parameters.flag('includeunassigned') ? [UNASSIGNED] : []),
  row(record, context) {
    const team = record.team_ids[0];
    const isRare = record.id % 2 === 1;
    return {
      id: record.id,
      name: `${record.firstname} ${record.surname}`,
      email: record.email,
      firstname: record.firstname,
      surname: record.surname,
      initials: record.firstname.slice(0, 1) + record.surname.slice(0, 1),
      jobtitle: record.jobtitle,
      team: team === undefined ? undefined : context.teamName(team),
      isdisabled: record.inactive,
      is_agent: true,
      isapiagent: record.isapiagent,
      colour: '#ff8800',
      onlinestatus: 0,
      is_online: false,
      sms: isRare ? `+44 7700 901${100 + record.id}` : undefined,
      extensionnumber: isRare ? String(200 + record.id) : undefined,
      teams: teamsOf(record, context),
      departments: [{ department_id: 4, department_name: 'Service Desk' }],
      linemanager: isRare ? 4 : 0,
      linemanager_name: isRare ? context.agentName(4) : undefined,
      workday_id: isRare ? 1 : 0,
      workday_name: isRare ? 'Weekdays' : undefined,
      workday_timezone: isRare ? 'GMT Standard Time' : undefined,
      chargerate: isRare ? 2 : 0,
      role_list: isRare ? 'Engineer, Approver' : undefined,
      licence_type: 0,
      use: 'agent',
    };
  },
  detail: (record, { dates }) => ({
    last_modified: dates.stored(record.last_update),
    datecreated: dates.stored(record.datecreated),
  }),
});
