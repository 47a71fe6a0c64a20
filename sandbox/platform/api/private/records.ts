import * as z from 'zod';
import type { Core } from '../../core.js';
import { ApiFailure, check } from '../../failure.js';
import { InvalidCursorError, type RecordScope } from '../../records/types.js';
import { providerConfigKey, variant } from '../schemas.js';
import type { Routes } from '../routes.js';
import { environmentQuery } from './environment.js';

const modelsQuery = environmentQuery.extend({ provider_config_key: providerConfigKey });
const recordsQuery = modelsQuery
  .extend({
    model: z.string().min(1).max(255),
    variant: variant.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    cursor: z.string().min(1).max(1000).optional(),
    metadata_only: z.stringbool().default(false),
    record_id: z.string().min(1).max(4096).optional(),
  })
  .refine(({ record_id: id, cursor }) => id === undefined || cursor === undefined, {
    message: 'record_id and cursor cannot be used together',
    path: ['cursor'],
  });

/** @throws ApiFailure 404 */
export function connectionOf(core: Core, key: string, id: string): number {
  const connection = core.connections.find(key, id);
  if (!connection) throw new ApiFailure(404, 'not_found', 'Failed to find connection');
  return Number(connection.id);
}

export const refuseCursor = (error: unknown): never => {
  if (!(error instanceof InvalidCursorError)) throw error;
  const errors = [{ code: 'custom', message: 'Invalid cursor', path: ['cursor'] }];
  throw new ApiFailure(400, 'invalid_query_params', undefined, { errors });
};

/** The record cache, as the real server's dashboard looks at it: the newest changes first. */
export const connectionRecordRoutes: Routes = (app, core) => {
  const { records } = core.state;

  app.get<{ Params: { id: string } }>('/api/v1/connections/:id/records/models', async (request) => {
    const query = check(modelsQuery, request.query, 'invalid_query_params');
    const models = await records.models(connectionOf(core, query.provider_config_key, request.params.id));
    return {
      data: models.map(({ model, ...summary }) => {
        const [name = model, variantName = null] = model.split('::');
        return { model: name, variant: variantName, ...summary };
      }),
    };
  });

  app.get<{ Params: { id: string } }>('/api/v1/connections/:id/records', async (request) => {
    const query = check(recordsQuery, request.query, 'invalid_query_params');
    const { model, variant: variantName = 'base', limit, cursor } = query;
    const scope: RecordScope = {
      connection: connectionOf(core, query.provider_config_key, request.params.id),
      model: variantName === 'base' ? model : `${model}::${variantName}`,
    };
    if (query.record_id !== undefined) {
      const found = await records.list(scope, { ids: [query.record_id], limit: 1 });
      return { data: { next_cursor: null, records: found.records } };
    }
    const page = await records.browse(scope, { cursor, limit, scan: limit }).catch(refuseCursor);
    const shown = query.metadata_only
      ? page.records.map(({ id, _nango_metadata }) => ({ id, _nango_metadata }))
      : page.records;
    return { data: { next_cursor: page.next_cursor, records: shown } };
  });
};
