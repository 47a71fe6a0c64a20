import * as z from 'zod';
import type { Core } from '../core.js';
import { ApiFailure, check } from '../failure.js';
import { deleteFunction } from '../lifecycle.js';
import type { FunctionDocument } from '../state/documents.js';
import type { Routes } from './routes.js';

const type = z.enum(['sync', 'action', 'on-event']);
const listQuery = z.strictObject({
  type: type.optional(),
  search: z.string().trim().min(1).max(255).optional(),
  page: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

/** Without a version: the real server leaves it out here. Event functions carry neither a description nor scopes. */
function present(deployed: FunctionDocument) {
  const { name, description, scopes, source, input, models, schemas } = deployed;
  const row = { id: deployed.number, enabled: true, last_deployed: deployed.updated_at, source };
  if (deployed.type === 'on-event') return { name, type: deployed.type, event: deployed.event, ...row };
  return {
    name,
    description,
    scopes,
    type: deployed.type,
    ...(input !== null && { input }),
    returns: models,
    json_schema: schemas,
    ...(deployed.type === 'sync' && {
      runs: deployed.runs,
      auto_start: deployed.autoStart,
      track_deletes: deployed.trackDeletes,
    }),
    ...row,
  };
}

const sortKey = ({ type, name, event }: FunctionDocument): string => [type, name, event ?? ''].join('\n');

/** By type, name and event. */
function ofIntegration(core: Core, key: string): FunctionDocument[] {
  if (!core.state.integrations.get(key)) throw new ApiFailure(404, 'not_found', 'Integration does not exist');
  return core.functions.of(key).sort((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1));
}

interface Named {
  Params: { key: string; name: string };
}

function named(core: Core, { key, name }: Named['Params'], wanted: FunctionDocument['type'] | undefined) {
  return ofIntegration(core, key)
    .filter((item) => item.name === name)
    .filter((item) => wanted === undefined || item.type === wanted);
}

function first(matches: readonly FunctionDocument[]): FunctionDocument {
  const [match] = matches;
  if (!match) throw new ApiFailure(404, 'not_found', 'Function does not exist');
  return match;
}

/**
 * The functions of one integration that are active. The dashboard lists them; a consumer reads and removes one with the SDK's
 * `getFunction`, `getFunctionCode` and `deleteFunction`.
 */
export const functionRoutes: Routes = (app, core) => {
  const oneQuery = z.strictObject({ type: type.optional() });

  app.get<{ Params: { key: string } }>('/integrations/:key/functions', (request) => {
    const query = check(listQuery, request.query, 'invalid_query_params');
    const search = query.search?.toLowerCase() ?? '';
    const found = ofIntegration(core, request.params.key)
      .filter((item) => query.type === undefined || item.type === query.type)
      .filter((item) => item.name.toLowerCase().includes(search));
    const start = query.page * query.limit;
    const { page, limit } = query;
    return { data: found.slice(start, start + limit).map(present), pagination: { total: found.length, page, limit } };
  });

  // Where a sync and an action share a name and no type is given, the first of the list is answered, without an error.
  app.get<Named>('/integrations/:key/functions/:name', (request) => {
    const { type: wanted } = check(oneQuery, request.query, 'invalid_query_params');
    return { data: present(first(named(core, request.params, wanted))) };
  });

  app.get<Named>('/integrations/:key/functions/:name/code', (request) => {
    const { type: wanted } = check(oneQuery, request.query, 'invalid_query_params');
    const matches = named(core, request.params, wanted);
    const types = [...new Set(matches.map((item) => item.type))];
    if (types.length > 1) {
      const payload = { matches: types.map((one) => ({ type: one, name: request.params.name })) };
      throw new ApiFailure(409, 'ambiguous_function', 'Several functions have this name; say which type is meant', {
        payload,
      });
    }
    const { type: found, ts: code } = first(matches);
    return { type: found, code };
  });

  app.delete<Named>('/integrations/:key/functions/:name', async (request) => {
    const query = z.strictObject({ type: z.enum(['sync', 'action']) });
    const { type: wanted } = check(query, request.query, 'invalid_query_params');
    const deployed = first(named(core, request.params, wanted));
    if (deployed.source === 'repo') {
      const message = 'What came with a project is removed by deploying the project without it';
      throw new ApiFailure(400, 'function_managed_by_deploy', message);
    }
    await deleteFunction(core, deployed);
    return { data: { success: true } };
  });
};
