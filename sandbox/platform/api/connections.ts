import * as z from 'zod';
import type { Core } from '../core.js';
import { ApiFailure, check } from '../failure.js';
import { createConnection, deleteConnection } from '../lifecycle.js';
import type { ConnectionDocument } from '../state/documents.js';
import { connectionId, endUser, metadata, noQuery, providerConfigKey, tags } from './schemas.js';
import type { Routes } from './routes.js';

const importSchema = z.strictObject({
  provider_config_key: z.string(),
  connection_id: connectionId.optional(),
  metadata: metadata.optional(),
  connection_config: z.record(z.string(), z.unknown()).optional(),
  webhook_url_override: z.string().optional(),
  credentials: z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('OAUTH2_CC'),
      token: z.string().min(1),
      client_id: z.string().min(1),
      client_secret: z.string().min(1),
      client_certificate: z.string().optional(),
      client_private_key: z.string().optional(),
      expires_at: z.coerce.date().optional(),
    }),
  ]),
  end_user: endUser.optional(),
  tags: tags.optional(),
});

const flag = z.stringbool().optional().default(false);
const getQuery = z.strictObject({
  provider_config_key: providerConfigKey,
  refresh_token: flag,
  force_refresh: flag,
  refresh_github_app_jwt_token: flag,
});

const listQuery = z.looseObject({
  connectionId: connectionId.optional(),
  search: z.string().min(1).max(255).optional(),
  endUserId: z.string().optional(),
  endUserOrganizationId: z.string().optional(),
  integrationId: z.string().min(1).optional(),
  limit: z.coerce.number().min(1).max(2000).optional(),
  page: z.coerce.number().min(0).optional(),
});

const patchSchema = z.strictObject({
  end_user: endUser.optional(),
  tags: tags.optional(),
  webhook_url_override: z.string().optional(),
});

/** @throws ApiFailure 400 for an unknown integration, 404 for an unknown connection */
function find(core: Core, key: string, id: string): ConnectionDocument {
  if (!core.state.integrations.get(key))
    throw new ApiFailure(400, 'unknown_provider_config', 'Provider does not exists');
  const connection = core.connections.find(key, id);
  if (!connection) throw new ApiFailure(404, 'not_found', 'Failed to find connection');
  return connection;
}

function list(core: Core, query: unknown) {
  const wanted = check(listQuery, query, 'invalid_query_params');
  const integrations = wanted.integrationId?.split(',').map((id) => id.trim());
  const wantedTags = Object.entries(wanted).flatMap(([name, value]) => {
    const tag = /^tags\[(.+)\]$/.exec(name)?.[1];
    return tag === undefined ? [] : [[tag, String(value)] as const];
  });
  const search = wanted.search?.toLowerCase() ?? '';
  const found = core.connections
    .list()
    .filter(({ connection_id: id }) => wanted.connectionId === undefined || id === wanted.connectionId)
    .filter(({ provider_config_key: key }) => integrations === undefined || integrations.includes(key))
    .filter(({ end_user: user }) => wanted.endUserId === undefined || user?.id === wanted.endUserId)
    .filter((connection) => wantedTags.every(([tag, value]) => connection.tags[tag] === value))
    .filter(({ connection_id: id }) => id.toLowerCase().includes(search))
    .sort((a, b) => b.created_at.localeCompare(a.created_at));
  const limit = wanted.limit ?? 10_000;
  const start = (wanted.page ?? 0) * limit;
  return { connections: found.slice(start, start + limit).map((item) => core.connections.presentSimple(item)) };
}

/** Connections: import, read with a fresh token, list, change, delete. Old clients say `/connection`, new ones `/connections`. */
export const connectionRoutes: Routes = (app, core) => {
  app.post('/connections', async (request, reply) => {
    check(noQuery, request.query, 'invalid_query_params');
    const body = check(importSchema, request.body, 'invalid_body');
    if (!core.state.integrations.get(body.provider_config_key)) {
      throw new ApiFailure(404, 'not_found', 'Integration does not exist');
    }
    const { auth_mode: mode } = core.connections.definitionOf(body.provider_config_key);
    if (mode !== body.credentials.type) {
      throw new ApiFailure(400, 'invalid_body', `Provider ${mode} does not support ${body.credentials.type} auth`);
    }
    const { token, client_id, client_secret, expires_at } = body.credentials;
    const user = body.end_user;
    const connection = await createConnection(core, {
      connectionId: body.connection_id,
      providerConfigKey: body.provider_config_key,
      connectionConfig: body.connection_config ?? {},
      credentials: {
        type: 'OAUTH2_CC',
        token,
        client_id,
        client_secret,
        // What was imported stands for the answer of an authorisation server, secret and all, as on the real server.
        raw: { ...body.credentials },
        ...(expires_at && { expires_at: expires_at.toISOString() }),
      },
      metadata: body.metadata ?? {},
      tags: body.tags,
      endUser: user && { id: user.id, display_name: user.display_name ?? null, email: user.email ?? null },
    });
    return reply.status(201).send(core.connections.present(connection));
  });

  for (const path of ['/connections', '/connection']) {
    app.get(path, (request) => list(core, request.query));

    app.get<{ Params: { id: string } }>(`${path}/:id`, async (request) => {
      const query = check(getQuery, request.query, 'invalid_query_params');
      const id = check(connectionId, request.params.id, 'invalid_uri_params');
      const connection = find(core, query.provider_config_key, id);
      return core.connections.retrieve(connection, { forceRefresh: query.force_refresh });
    });

    app.delete<{ Params: { id: string } }>(`${path}/:id`, async (request) => {
      const query = check(
        z.strictObject({ provider_config_key: providerConfigKey }),
        request.query,
        'invalid_query_params',
      );
      const connection = core.connections.find(query.provider_config_key, request.params.id);
      if (!connection) throw new ApiFailure(400, 'unknown_connection');
      await deleteConnection(core, connection);
      return { success: true };
    });
  }

  app.patch<{ Params: { id: string } }>('/connections/:id', async (request) => {
    const query = check(
      z.strictObject({ provider_config_key: providerConfigKey }),
      request.query,
      'invalid_query_params',
    );
    const body = check(patchSchema, request.body, 'invalid_body');
    const connection = find(core, query.provider_config_key, request.params.id);
    const user = body.end_user;
    await core.state.connections.set({
      ...connection,
      tags: body.tags ?? connection.tags,
      end_user: user
        ? { id: user.id, display_name: user.display_name ?? null, email: user.email ?? null }
        : connection.end_user,
    });
    return { success: true };
  });
};
