import * as z from 'zod';
import { check } from '../../failure.js';
import type { LastAction } from '../../records/types.js';
import { connectionOf, refuseCursor } from '../private/records.js';
import { connectionId, providerConfigKey } from '../schemas.js';
import type { Routes } from '../routes.js';

const scopeQuery = z.strictObject({
  provider_config_key: providerConfigKey,
  connection_id: connectionId,
  model: z.string().min(1).max(255),
});
const actions: Record<string, LastAction> = { added: 'ADDED', updated: 'UPDATED', deleted: 'DELETED' };
const browseQuery = scopeQuery.extend({
  search: z.string().min(1).max(200).optional(),
  filter: z
    .string()
    .regex(/^(added|updated|deleted)(,(added|updated|deleted))*$/)
    .transform((words) => words.split(',').flatMap((word) => actions[word] ?? []))
    .optional(),
  cursor: z.string().min(1).max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
const versionsQuery = scopeQuery.extend({ id: z.string().min(1).max(255) });

/** Records that one request looks at: a search over more goes on with the next one. */
const mostScanned = 10_000;

/** The record cache as a person searches it, and what a record has been. */
export const localRecordRoutes: Routes = (app, core) => {
  const { records } = core.state;
  const scopeOf = ({ provider_config_key: key, connection_id: id, model }: z.output<typeof scopeQuery>) => ({
    connection: connectionOf(core, key, id),
    model,
  });

  app.get('/local/records', async (request) => {
    const query = check(browseQuery, request.query, 'invalid_query_params');
    const { search, filter, cursor, limit } = query;
    return records
      .browse(scopeOf(query), { search, actions: filter, cursor, limit, scan: mostScanned })
      .catch(refuseCursor);
  });

  app.get('/local/records/versions', async (request) => {
    const query = check(versionsQuery, request.query, 'invalid_query_params');
    return { versions: await records.versions(scopeOf(query), query.id) };
  });
};
