import * as z from 'zod';
import type { Core } from '../core.js';
import { ApiFailure, check } from '../failure.js';
import { deleteFunction } from '../lifecycle.js';
import type { FunctionDocument } from '../state/documents.js';
import type { Routes } from './server.js';

const type = z.enum(['sync', 'action', 'on-event']);
const listQuery = z.strictObject({
  type: type.optional(),
  search: z.string().min(1).max(255).optional(),
  page: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

const present = (deployed: FunctionDocument) => ({
  name: deployed.name,
  type: deployed.type,
  version: deployed.version,
  description: deployed.description,
  enabled: true,
  updated_at: deployed.updated_at,
});

function ofIntegration(core: Core, key: string): FunctionDocument[] {
  if (!core.state.integrations.get(key)) throw new ApiFailure(404, 'not_found', 'Integration does not exist');
  return core.functions.of(key);
}

/** @throws ApiFailure 404 without a match, 400 when a name means a sync and an action */
function one(core: Core, { key, name }: { key: string; name: string }, query: unknown): FunctionDocument {
  const wanted = check(z.strictObject({ type: type.optional() }), query, 'invalid_query_params').type;
  const matches = ofIntegration(core, key)
    .filter((item) => item.name === name)
    .filter((item) => wanted === undefined || item.type === wanted);
  if (matches.length > 1) {
    const payload = { matches: matches.map((item) => ({ type: item.type, name: item.name })) };
    throw new ApiFailure(400, 'ambiguous_function', 'Several functions have this name; say which type is meant', {
      payload,
    });
  }
  const [match] = matches;
  if (!match) throw new ApiFailure(404, 'not_found', 'Function does not exist');
  return match;
}

interface Named {
  Params: { key: string; name: string };
}

/** The deployed functions of one integration. */
export const functionRoutes: Routes = (app, core) => {
  app.get<{ Params: { key: string } }>('/integrations/:key/functions', (request) => {
    const query = check(listQuery, request.query, 'invalid_query_params');
    const found = ofIntegration(core, request.params.key)
      .filter((item) => query.type === undefined || item.type === query.type)
      .filter((item) => item.name.includes(query.search ?? ''));
    const start = query.page * query.limit;
    const { page, limit } = query;
    return { data: found.slice(start, start + limit).map(present), pagination: { total: found.length, page, limit } };
  });

  app.get<Named>('/integrations/:key/functions/:name', (request) => ({
    data: present(one(core, request.params, request.query)),
  }));

  app.get<Named>('/integrations/:key/functions/:name/code', (request) => {
    const deployed = one(core, request.params, request.query);
    return { type: deployed.type, code: deployed.ts };
  });

  app.delete<Named>('/integrations/:key/functions/:name', async (request) => {
    await deleteFunction(core, one(core, request.params, request.query));
    return { success: true };
  });
};
