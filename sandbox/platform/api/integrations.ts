import * as z from 'zod';
import type { Core } from '../core.js';
import { ApiFailure, check } from '../failure.js';
import type { Integration } from '../functions/ports.js';
import { deleteConnection, deleteFunctionsOf } from '../lifecycle.js';
import type { IntegrationDocument } from '../state/documents.js';
import { noQuery, providerConfigKey, providerName } from './schemas.js';
import type { Routes } from './routes.js';

const displayName = z.string().min(1).max(255).optional();
const createSchema = z.strictObject({
  provider: providerName,
  unique_key: providerConfigKey,
  display_name: displayName,
  forward_webhooks: z.boolean().optional(),
  // Which kind of credentials an integration may hold depends on its provider; client credentials belong to connections.
  credentials: z.looseObject({ type: z.string() }).optional(),
});
const patchSchema = createSchema.partial().omit({ provider: true });
const getQuery = z.strictObject({ include: z.union([z.string(), z.array(z.string())]).optional() });

export function presentIntegration(core: Pick<Core, 'definitions'>, integration: IntegrationDocument): Integration {
  return {
    unique_key: integration.id,
    provider: integration.provider,
    display_name:
      integration.display_name ?? core.definitions.get(integration.provider)?.display_name ?? integration.provider,
    logo: `/images/template-logos/${integration.provider}.svg`,
    forward_webhooks: integration.forward_webhooks,
    created_at: integration.created_at,
    updated_at: integration.updated_at,
  };
}

function find(core: Core, key: string): IntegrationDocument {
  const integration = core.state.integrations.get(check(providerConfigKey, key, 'invalid_uri_params'));
  if (!integration) throw new ApiFailure(404, 'not_found', `Integration "${key}" does not exist`);
  return integration;
}

const invalid = (message: string, path: string): ApiFailure =>
  new ApiFailure(400, 'invalid_body', undefined, { errors: [{ code: 'invalid_string', message, path: [path] }] });

function refuseCredentials(core: Core, provider: string, credentials: { type: string } | undefined): void {
  const mode = core.definitions.get(provider)?.auth_mode;
  if (credentials && (mode === 'OAUTH2_CC' || mode !== credentials.type)) {
    throw new ApiFailure(400, 'invalid_body', 'incompatible credentials auth type and provider auth');
  }
}

/** Enabled providers of the environment. */
export const integrationRoutes: Routes = (app, core) => {
  const { integrations } = core.state;

  app.get('/integrations', (request) => {
    check(noQuery, request.query, 'invalid_query_params');
    return { data: integrations.values().map((integration) => presentIntegration(core, integration)) };
  });

  app.post('/integrations', async (request) => {
    const body = check(createSchema, request.body, 'invalid_body');
    const definition = core.definitions.get(body.provider);
    if (!definition) throw invalid('Invalid provider', 'provider');
    if (integrations.get(body.unique_key)) throw invalid('Unique key already exists', 'uniqueKey');
    refuseCredentials(core, body.provider, body.credentials);
    const now = new Date(core.clock.now()).toISOString();
    const created = await integrations.set({
      id: body.unique_key,
      provider: body.provider,
      display_name: body.display_name ?? null,
      // `default_scopes` of the definition fill the integration when it is created.
      oauth_scopes: definition.default_scopes?.join(',') ?? null,
      forward_webhooks: body.forward_webhooks ?? true,
      created_at: now,
      updated_at: now,
    });
    return { data: presentIntegration(core, created) };
  });

  app.get<{ Params: { key: string } }>('/integrations/:key', (request) => {
    const { include } = check(getQuery, request.query, 'invalid_query_params');
    const integration = find(core, request.params.key);
    const wanted = new Set([include ?? []].flat());
    return {
      data: {
        ...presentIntegration(core, integration),
        ...(wanted.has('webhook') && { webhook_url: `http://${request.host}/webhook/dev/${integration.id}` }),
        ...(wanted.has('credentials') && { credentials: null }),
      },
    };
  });

  app.patch<{ Params: { key: string } }>('/integrations/:key', async (request) => {
    const body = check(patchSchema, request.body, 'invalid_body');
    const integration = find(core, request.params.key);
    refuseCredentials(core, integration.provider, body.credentials);
    if (body.unique_key !== undefined && body.unique_key !== integration.id) {
      throw new ApiFailure(400, 'invalid_body', 'The local platform does not rename integrations');
    }
    const updated = await integrations.set({
      ...integration,
      display_name: body.display_name ?? integration.display_name,
      forward_webhooks: body.forward_webhooks ?? integration.forward_webhooks,
      updated_at: new Date(core.clock.now()).toISOString(),
    });
    return { data: presentIntegration(core, updated) };
  });

  app.delete<{ Params: { key: string } }>('/integrations/:key', async (request) => {
    const integration = find(core, request.params.key);
    for (const connection of core.connections.of(integration.id)) await deleteConnection(core, connection);
    await deleteFunctionsOf(core, integration.id);
    await integrations.delete(integration.id);
    return { success: true };
  });
};
