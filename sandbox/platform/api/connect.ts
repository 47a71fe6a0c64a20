import * as z from 'zod';
import type { Core } from '../core.js';
import { ApiFailure, check, unknownIntegration } from '../failure.js';
import { createConnection } from '../lifecycle.js';
import { missesVariable } from '../outbound/templates.js';
import type { Session } from '../sessions.js';
import { endUser, noQuery, providerConfigKey, tags } from './schemas.js';
import type { Routes } from './server.js';

const sessionSchema = z
  .strictObject({
    end_user: endUser.optional(),
    organization: z.looseObject({ id: z.string().max(255) }).optional(),
    allowed_integrations: z.array(providerConfigKey).optional(),
    integrations_config_defaults: z
      .record(
        providerConfigKey,
        z.strictObject({
          user_scopes: z.string().optional(),
          authorization_params: z.record(z.string(), z.string()).optional(),
          connection_config: z.record(z.string(), z.unknown()).optional(),
        }),
      )
      .optional(),
    overrides: z.record(providerConfigKey, z.object({ docs_connect: z.string().optional() })).optional(),
    webhook_url_override: z.string().optional(),
    tags: tags.optional(),
  })
  .refine((body) => body.end_user !== undefined || body.tags !== undefined, {
    message: 'Invalid input: expected object, received undefined',
    path: ['end_user'],
  });

/** Tokens with which an end user connects one account. */
export const connectRoutes: Routes = (app, core) => {
  app.post('/connect/sessions', async (request, reply) => {
    check(noQuery, request.query, 'invalid_query_params');
    const body = check(sessionSchema, request.body, 'invalid_body');
    const named = [
      ...(body.allowed_integrations ?? []).map((key, index) => ({
        key,
        path: ['allowed_integrations', String(index)],
      })),
      ...Object.keys(body.integrations_config_defaults ?? {}).map((key) => ({
        key,
        path: ['integrations_config_defaults', key],
      })),
    ];
    const unknown = named.filter(({ key }) => !core.state.integrations.get(key));
    if (unknown.length > 0) {
      const errors = unknown.map(({ path }) => ({ code: 'custom', message: 'Integration does not exist', path }));
      throw new ApiFailure(400, 'invalid_body', undefined, { errors });
    }
    const defaults = Object.entries(body.integrations_config_defaults ?? {}).map(([key, given]) => [
      key,
      { authorizationParams: given.authorization_params, connectionConfig: given.connection_config },
    ]);
    const { token, expiresAt } = core.sessions.create({
      endUser: body.end_user
        ? { id: body.end_user.id, display_name: body.end_user.display_name ?? null, email: body.end_user.email ?? null }
        : null,
      tags: body.tags ?? {},
      allowed: body.allowed_integrations,
      defaults: z.custom<Session['defaults']>().parse(Object.fromEntries(defaults)),
    });
    const connect_link = `http://${request.host}/connect?session_token=${token}`;
    return reply.status(201).send({ data: { token, connect_link, expires_at: expiresAt } });
  });
};

/** `params[hostname]=…` of a query string as `{ hostname }`. */
function paramsOf(query: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(query).flatMap(([name, value]) => {
    const key = /^params\[(.+)\]$/.exec(name)?.[1];
    return key !== undefined && typeof value === 'string' && key !== 'webhook_url' ? [[key, value] as const] : [];
  });
  return Object.fromEntries(entries);
}

const text = z.string().min(1);
const querySchema = z.looseObject({
  connect_session_token: z.string().optional(),
  connection_id: z.string().optional(),
});

/** The call that the Connect form makes: asks for a token at once and creates the connection. */
export const connectAuthRoute: Routes = (app, core) => {
  app.post<{ Params: { key: string } }>('/oauth2/auth/:key', async (request) => {
    const query = check(querySchema, request.query, 'invalid_query_params');
    if (query.connect_session_token === undefined) {
      throw new ApiFailure(
        401,
        'missing_connect_session_token',
        'Authentication failed. The request is missing a connect session token.',
      );
    }
    const session = core.sessions.get(query.connect_session_token);
    const body = z.looseObject({ client_id: text.optional(), client_secret: text.optional() }).safeParse(request.body);
    const { client_id: id, client_secret: secret } = body.data ?? {};
    if (id === undefined) throw new ApiFailure(400, 'missing_client_id', "Missing param 'oauth_client_id'.");
    if (secret === undefined)
      throw new ApiFailure(400, 'missing_client_secret', "Missing param 'oauth_client_secret'.");
    if (query.connection_id !== undefined) {
      throw new ApiFailure(400, 'connection_id_forbidden', 'connection_id is not allowed with a connect session');
    }
    const { key } = request.params;
    const connectionConfig = configure(core, key, session, paramsOf(query));
    const definition = core.connections.definitionOf(key);
    const credentials = await core.connections.requestToken(definition, connectionConfig, { id, secret });
    const connection = await createConnection(core, {
      providerConfigKey: key,
      connectionConfig,
      credentials,
      tags: session.tags,
      endUser: session.endUser,
    });
    return { providerConfigKey: key, connectionId: connection.connection_id };
  });
};

/** The form's fields, under what the session presets; scopes of the integration only where neither names any. */
function configure(
  core: Core,
  key: string,
  session: Session,
  params: Record<string, unknown>,
): Record<string, unknown> {
  const integration = core.state.integrations.get(key);
  if (!integration) throw unknownIntegration(key);
  if (session.allowed && !session.allowed.includes(key)) {
    throw new ApiFailure(401, 'integration_not_allowed', 'Integration not allowed by this token');
  }
  const definition = core.connections.definitionOf(key);
  if (definition.auth_mode !== 'OAUTH2_CC') {
    throw new ApiFailure(400, 'invalid_auth_mode', 'Invalid auth mode. The provider does not support this auth mode.');
  }
  const defaults = session.defaults[key];
  const connectionConfig: Record<string, unknown> = {
    ...params,
    ...(defaults?.authorizationParams && { authorization_params: defaults.authorizationParams }),
    ...defaults?.connectionConfig,
  };
  const scopes = connectionConfig['oauth_scopes'];
  if (integration.oauth_scopes !== null && (scopes === undefined || scopes === '')) {
    connectionConfig['oauth_scopes'] = integration.oauth_scopes;
  }
  const { token_url: tokenUrl = '' } = definition;
  if (missesVariable(tokenUrl, connectionConfig)) throw missingConfiguration(tokenUrl, connectionConfig);
  return connectionConfig;
}

/** The real server takes its own sentence for the name of an error, and does not know an error of that name. */
function missingConfiguration(tokenUrl: string, connectionConfig: Record<string, unknown>): ApiFailure {
  const given = JSON.stringify(connectionConfig);
  const sentence = `Missing Connection Config param(s) in Auth request to interpolate url ${tokenUrl}. Provided Connection Config: ${given}`;
  const message = `An unhandled error of type '${sentence}' with payload '{}' has occurred`;
  return new ApiFailure(500, `unhandled_${sentence}`, message, { payload: {} });
}
