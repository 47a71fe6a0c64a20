import { covers } from '../applications.js';
import type { Context } from '../endpoints/context.js';
import { badId, failure } from '../errors.js';
import { empty, json, type HaloRequest, type HaloResponse } from '../http.js';
import type { EndpointName } from '../switches.js';
import { writableActions } from './actions.js';
import { writableAppointments } from './appointments.js';
import { writableAttachments } from './attachments.js';
import { writableType } from './described.js';
import { bindingAnswer, Refusal, refusalAnswer } from './refusal.js';
import type { WritableResource } from './resource.js';
import { writableOpportunities, writableProjects, writableTickets } from './tickets.js';
import { isBody, type Body } from './values.js';

/** Those that are no described types. */
const resources: Partial<Record<EndpointName, WritableResource>> = {
  Tickets: writableTickets,
  Projects: writableProjects,
  Opportunities: writableOpportunities,
  Actions: writableActions,
  Appointment: writableAppointments,
  Attachment: writableAttachments,
};

function resourceOf(name: EndpointName, { tenant }: Context): WritableResource | undefined {
  const type = tenant.types.find(({ endpoint }) => endpoint === name);
  return resources[name] ?? (type === undefined ? undefined : writableType(type));
}

/** Answers a POST or a DELETE. Each resource needs its own scope and the agent's right (halo-api.md §1.5). */
export function write(
  name: EndpointName,
  request: HaloRequest,
  id: string | undefined,
  context: Context,
): HaloResponse {
  const { switches, grant } = context;
  const resource = resourceOf(name, context);
  if (resource === undefined) return json(`Not simulated: ${request.method} ${name}`, 501);
  if (!covers(grant.scopes, resource.scope)) return failure(switches.narrowScopeStatus, switches);
  try {
    return request.method === 'DELETE' ? remove(resource, id, context) : save(name, resource, request, context);
  } catch (error) {
    if (error instanceof Refusal) return refusalAnswer(error, switches);
    throw error;
  }
}

function remove(resource: WritableResource, id: string | undefined, context: Context): HaloResponse {
  if (id === undefined || resource.remove === undefined) return failure(405, context.switches);
  if (!/^\d+$/.test(id)) return badId(id);
  const removed = resource.remove(Number(id), context);
  return removed === undefined ? failure(404, context.switches) : json(removed);
}

function save(
  name: EndpointName,
  resource: WritableResource,
  { headers, body = '' }: HaloRequest,
  context: Context,
): HaloResponse {
  const { switches } = context;
  if (!/^application\/(json|json-patch\+json)\b/.test(headers['content-type'] ?? '')) return empty(415);
  const records = parse(body);
  // One object instead of an array is refused (halo-api.md §7.1).
  if (!Array.isArray(records) || !records.every(isBody)) {
    return json({ '': ['Cannot deserialize the current JSON object because the type requires a JSON array.'] }, 400);
  }
  const saved: HaloResponse[] = [];
  for (const record of records) {
    const wrong = resource.integers.find((field) => !isInteger(record[field]));
    if (wrong !== undefined) return bindingAnswer(wrong, record[wrong]);
    saved.push(reply(resource.save(record, context), name, context));
  }
  const [only] = saved;
  if (saved.length === 1 && only !== undefined) return only;
  return json(
    saved.map((answer): unknown => JSON.parse(answer.body === '' ? 'null' : answer.body)),
    switches.writeStatus,
  );
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Numbers may come as text; decimals are refused (halo-api.md §6.1.3). */
function isInteger(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return (typeof value === 'number' && Number.isInteger(value)) || (typeof value === 'string' && /^-?\d*$/.test(value));
}

/** One saved object; its stamp may have another name than in lists (halo-api.md §6.3). */
function reply(row: Body, name: EndpointName, { switches }: Context): HaloResponse {
  const { last_update: stamp, ...rest } = row;
  const saved = stamp === undefined ? row : { ...rest, [switches.replyStamp]: stamp };
  switch (switches.writeReply) {
    case 'object':
      return json(saved, switches.writeStatus);
    case 'array':
      return json([saved], switches.writeStatus);
    case 'envelope':
      return json({ record_count: 1, [name.toLowerCase()]: [saved] }, switches.writeStatus);
    case 'empty':
      return empty(204);
  }
}
