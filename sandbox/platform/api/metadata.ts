import * as z from 'zod';
import { ApiFailure, check } from '../failure.js';
import { connectionId, metadata, noQuery, providerConfigKey } from './schemas.js';
import type { Routes } from './routes.js';

const bodySchema = z.strictObject({
  connection_id: z.union([connectionId, z.array(connectionId)]),
  provider_config_key: providerConfigKey,
  metadata,
});

/** Metadata of one or several connections: POST replaces it, PATCH overwrites the given keys. */
export const metadataRoutes: Routes = (app, core) => {
  for (const path of ['/connections/metadata', '/connection/metadata']) {
    for (const method of ['POST', 'PATCH'] as const) {
      app.route({
        method,
        url: path,
        handler: async (request) => {
          check(noQuery, request.query, 'invalid_query_params');
          const body = check(bodySchema, request.body, 'invalid_body');
          const ids = [body.connection_id].flat();
          const found = ids.map((id) => {
            const connection = core.connections.find(body.provider_config_key, id);
            if (connection) return connection;
            const message = `Connection with connection id ${id} and provider config key ${body.provider_config_key} not found. Please make sure the connection exists in the Nango dashboard`;
            const untouched = '. No actions were taken on any of the connections as a result of this failure.';
            throw new ApiFailure(404, 'unknown_connection', ids.length > 1 ? message + untouched : message);
          });
          for (const connection of found) {
            if (method === 'POST') await core.connections.setMetadata(connection, body.metadata);
            else await core.connections.updateMetadata(connection, body.metadata);
          }
          return request.body;
        },
      });
    }
  }
};
