import { GRANTED_FOR_ALL, type Sight } from '../applications.js';
import { badId, failure } from '../errors.js';
import { json, type HaloResponse } from '../http.js';
import type { Archivable } from '../records/organisation.js';
import type { Store } from '../records/store.js';
import { agentItem, agentRow, teamRow } from '../rows/staff.js';
import type { Row } from '../rows/writer.js';
import type { Context, Route } from './context.js';
import { cut, envelope } from './paging.js';

/** All records of a store that can be read at this moment, by id. */
function readable<T extends Archivable>(store: Store<T>): T[] {
  const ids = store.selector.select({ filters: [], sort: { column: 'id', descending: false, value: (row) => row.id } });
  const records: T[] = [];
  for (let rank = 0; rank < ids.length; rank++) {
    const record = store.rows.read(ids.at(rank));
    if (record !== undefined) records.push(record);
  }
  return records;
}

const UNASSIGNED: Row = {
  id: 1,
  name: 'Unassigned',
  isdisabled: false,
  is_agent: true,
  isapiagent: false,
  use: 'agent',
};

/** Disabled and API-only agents, and "Unassigned", are listed only when asked for (halo-api.md §4.8). */
function agentList(context: Context): HaloResponse {
  const { parameters, tenant, writer } = context;
  const agents = readable(tenant.agents)
    .filter((agent) => !agent.inactive || parameters.flag('includedisabled'))
    .filter((agent) => !agent.isapiagent || parameters.flag('includeapiagents'))
    .filter((agent) => agent.inactive || !parameters.denied('includeenabled'))
    .map((agent) => agentRow(agent, writer));
  const rows = parameters.flag('includeunassigned') ? [UNASSIGNED, ...agents] : agents;
  const listed = context.emptied ? [] : rows;
  const part = cut('Agent', listed.length, context);
  const texts = listed.slice(part.start, part.end).map((row) => JSON.stringify(row));
  // Bare without paging, `results` with it (halo-api.md §3.6).
  const container = parameters.flag('pageinate') ? 'results' : 'array';
  return envelope('Agent', 'agents', container, texts, part, context);
}

/** The acting agent with its claims: the cheapest check of a connection (halo-api.md §4.1). */
function me({ grant, sight, tenant, writer, switches }: Context): HaloResponse {
  const agent = tenant.agents.rows.read(grant.application.agentId);
  if (agent === undefined || grant.application.loginType === 'application') return failure(404, switches);
  const scopes = grant.scopes.some((scope) => scope.startsWith('all')) ? GRANTED_FOR_ALL : grant.scopes;
  const claims = [...scopes.map((scope) => ['scope', scope]), ['application_name', grant.application.name]];
  return json({
    ...agentItem(agent, writer),
    ...(switches.agentShowsLimits ? limitsOf(sight) : {}),
    claims: claims.map(([type, value]) => ({ type, value })),
  });
}

function limitsOf({ customers = [], ticketTypes = [] }: Sight): Row {
  return {
    clients: customers.map((id) => ({ client_id: id })),
    tickettypes: ticketTypes.map((id) => ({ tickettype_id: id })),
  };
}

function agentOf(context: Context, id: string): HaloResponse {
  if (id.toLowerCase() === 'me') return me(context);
  if (!/^\d+$/.test(id)) return badId(id);
  const agent = context.tenant.agents.rows.read(Number(id));
  if (agent === undefined) return failure(404, context.switches);
  return json(agentItem(agent, context.writer));
}

/** A blind agent gets an empty list, though teams show inside agent rows (halo-api.md §1.5). */
function teamList(context: Context): HaloResponse {
  const { parameters, sight, tenant, writer } = context;
  // What `showall` means beside the pair is unknown (halo-api.md §13.26), so it does not stand in for either.
  const showsArchived = parameters.flag('includedisabled');
  const showsOthers = parameters.flag('includeenabled') || !showsArchived;
  const visible = readable(tenant.teams)
    .filter((team) => (team.inactive ? showsArchived : showsOthers))
    .filter((team) => sight.teams === undefined || sight.teams.includes(team.id))
    .map((team) => JSON.stringify(teamRow(team, writer)));
  const rows = sight.blind === true || context.emptied ? [] : visible;
  return envelope('Team', 'teams', 'array', rows, { recordCount: rows.length, echo: {} }, context);
}

function teamOf(context: Context, id: string): HaloResponse {
  if (!/^\d+$/.test(id)) return badId(id);
  const team = context.tenant.teams.rows.read(Number(id));
  return team === undefined ? failure(404, context.switches) : json(teamRow(team, context.writer));
}

export const STAFF_ROUTES: readonly Route[] = [
  { name: 'Agent', list: agentList, item: agentOf },
  { name: 'Team', list: teamList, item: teamOf },
];
