import * as z from 'zod';
import type { Core } from '../../core.js';
import { dryRun } from '../../dry-run.js';
import { ApiFailure, check } from '../../failure.js';
import { connectionId, functionName, metadata, providerConfigKey } from '../schemas.js';
import type { Routes } from '../routes.js';

const bodySchema = z.strictObject({
  provider_config_key: providerConfigKey,
  connection_id: connectionId,
  type: z.enum(['sync', 'action']),
  name: functionName,
  input: z.unknown(),
  checkpoint: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  metadata: metadata.optional(),
});

/** `POST /local/dryruns`: runs a deployed function against its real connection and keeps nothing, as `nango dryrun` does. */
export const dryRunRoutes: Routes = (app, core) => {
  app.post('/local/dryruns', (request) => {
    const body = check(bodySchema, request.body, 'invalid_body');
    return dryRun(core, found(core, body), body);
  });
};

function found(core: Core, body: z.output<typeof bodySchema>) {
  const { provider_config_key: key, connection_id: id, type, name } = body;
  const connection = core.connections.find(key, id);
  if (!connection) throw new ApiFailure(400, 'unknown_connection', 'Failed to find connection');
  const deployed = core.functions.find(key, type, name);
  if (!deployed) throw new ApiFailure(404, 'not_found', `No ${type} '${name}' is deployed to ${key}`);
  return { connection, deployed };
}
