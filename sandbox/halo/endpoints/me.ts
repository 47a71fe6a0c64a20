import { GRANTED_FOR_ALL, type Sight } from '../applications.js';
import { failure } from '../errors.js';
import { json, type HaloResponse } from '../http.js';
import type { Row } from '../records/row.js';
import type { Context, Route } from './context.js';

/** The route of agents, with `/Agent/me`: the acting agent with its claims, the cheapest check of a connection (halo-api.md §4.1). */
export function withMe(agents: Route): Route {
  return {
    ...agents,
    item: (context, id) =>
      id.toLowerCase() === 'me' ? me(context) : (agents.item?.(context, id) ?? notFound(context)),
  };

  function me(context: Context): HaloResponse {
    const { grant, sight, switches } = context;
    if (context.isApplication || agents.item === undefined) return notFound(context);
    const answer = agents.item(context, String(grant.application.agentId));
    if (answer.status !== 200) return answer;
    const scopes = grant.scopes.some((scope) => scope.startsWith('all')) ? GRANTED_FOR_ALL : grant.scopes;
    const claims = [...scopes.map((scope) => ['scope', scope]), ['application_name', grant.application.name]];
    const agent: unknown = JSON.parse(answer.body);
    return json({
      ...(isRow(agent) ? agent : {}),
      ...(switches.agentShowsLimits ? limitsOf(sight) : {}),
      claims: claims.map(([type, value]) => ({ type, value })),
    });
  }
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null;
}

function notFound({ switches }: Context): HaloResponse {
  return failure(404, switches);
}

function limitsOf({ customers = [], ticketTypes = [] }: Sight): Row {
  return {
    clients: customers.map((id) => ({ client_id: id })),
    tickettypes: ticketTypes.map((id) => ({ tickettype_id: id })),
  };
}
