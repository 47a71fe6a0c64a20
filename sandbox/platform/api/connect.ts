import * as z from 'zod';
import { ApiFailure, check } from '../failure.js';
import { bearerOf } from './authenticate.js';
import type { Session } from '../sessions.js';
import { endUser, noQuery, providerConfigKey, tags } from './schemas.js';
import type { Routes } from './routes.js';

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
    const connect_link = `http://${request.host}/dashboard/connect?session_token=${token}`;
    return reply.status(201).send({ data: { token, connect_link, expires_at: expiresAt } });
  });
};

/** What the Connect form asks for with its token. */
export const connectSessionRoutes: Routes = (app, { sessions }) => {
  app.get('/connect/session', (request) => {
    const { endUser, allowed, defaults } = sessions.get(bearerOf(request));
    const configDefaults = Object.entries(defaults).map(
      ([key, { authorizationParams, connectionConfig }]) =>
        [key, { authorization_params: authorizationParams, connection_config: connectionConfig }] as const,
    );
    return {
      data: {
        endUser: endUser && { ...endUser, tags: null, organization: null },
        connectUISettings: { defaultTheme: 'system', showWatermark: false, theme: {} },
        ...(allowed && { allowed_integrations: allowed }),
        integrations_config_defaults: Object.fromEntries(configDefaults),
      },
    };
  });

  app.delete('/connect/session', (request, reply) => {
    sessions.end(bearerOf(request));
    return reply.status(204).send();
  });
};
