import { redact } from '../outbound/redact.js';
import * as z from 'zod';
import type { Core } from '../core.js';
import { ApiFailure, check, unknownIntegration } from '../failure.js';
import { createConnection } from '../lifecycle.js';
import { missesVariable } from '../outbound/templates.js';
import type { Session } from '../sessions.js';
import type { Routes } from './routes.js';

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
    const secrets = [Buffer.from(`${id}:${secret}`).toString('base64'), secret, id];
    const connection = await logged(core, key, secrets, async () => {
      const credentials = await core.connections.requestToken(definition, connectionConfig, { id, secret });
      const { tags, endUser } = session;
      return createConnection(core, { providerConfigKey: key, connectionConfig, credentials, tags, endUser });
    });
    return { providerConfigKey: key, connectionId: connection.connection_id };
  });
};

/** Puts an attempt to connect into the log, with the reason of a refusal; a provider may repeat what it was sent. */
async function logged<T>(core: Core, key: string, secrets: readonly string[], connect: () => Promise<T>): Promise<T> {
  const provider = core.state.integrations.get(key)?.provider;
  const kind = { type: 'auth', action: 'create_connection' } as const;
  const operation = core.journal.open({ operation: kind, integration: key, provider });
  try {
    const connected = await connect();
    operation.info('The connection was created');
    operation.end('success');
    return connected;
  } catch (error) {
    const failure = error instanceof ApiFailure ? error : undefined;
    const message = redact(failure?.message ?? 'The connection could not be made', secrets);
    const payload: unknown = JSON.parse(redact(JSON.stringify(failure?.details ?? {}), secrets));
    const shown = { name: 'Error', message, ...(failure && { type: failure.code, payload }) };
    const at = operation.now();
    operation.write({ type: 'log', level: 'error', source: 'internal', message, at, meta: { error: shown } });
    operation.end('failed', { error: shown });
    throw error;
  }
}

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
