import * as z from 'zod';
import { check } from '../../failure.js';
import type { Routes } from '../routes.js';

const querySchema = z.strictObject({
  provider_config_key: z.string().optional(),
  connection_id: z.string().optional(),
  sync: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(50),
});

/** `GET /local/runs`: the last runs of syncs, newest first, with what each came to and why it failed. */
export const runRoutes: Routes = (app, { state }) => {
  app.get('/local/runs', (request) => {
    const query = check(querySchema, request.query, 'invalid_query_params');
    const { provider_config_key: integration, connection_id: connectionId, sync, limit } = query;
    return { runs: state.runs.find({ integration, connectionId, sync, limit }) };
  });
};
