import Nango from '@nangohq/frontend';
import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod';

import { anything, call, namesOf, type ConnectionKey } from './client.js';

const connectionSchema = z.object({
  connection_id: z.string(),
  provider_config_key: z.string(),
  provider: z.string(),
  created: z.string(),
  metadata: z.record(z.string(), z.unknown()).nullable(),
  errors: z.array(z.object({ type: z.string(), log_id: z.string() })),
  end_user: z.object({ id: z.string(), display_name: z.string().nullable(), email: z.string().nullable() }).nullable(),
});
export type Connection = z.output<typeof connectionSchema>;

/** All connections, the newest first. Their credentials are never asked for. */
export const connectionsQuery = queryOptions({
  queryKey: ['connections'],
  queryFn: async ({ signal }) =>
    (await call('/connections', z.object({ connections: z.array(connectionSchema) }), { signal })).connections,
});

export const keyOf = ({ provider_config_key: integration, connection_id: connection }: Connection): ConnectionKey => ({
  integration,
  connection,
});

/** Replaces a connection's metadata. */
export async function saveMetadata(key: ConnectionKey, metadata: Record<string, unknown>): Promise<void> {
  await call('/connections/metadata', anything, { method: 'POST', body: { ...namesOf(key), metadata } });
}

/** Deletes a connection, its syncs and its records. */
export async function deleteConnection({ integration, connection }: ConnectionKey): Promise<void> {
  const query = { provider_config_key: integration };
  await call(`/connections/${encodeURIComponent(connection)}`, anything, { method: 'DELETE', query });
}

const sessionSchema = z.object({ data: z.object({ token: z.string() }) });

/** A token with which an end user may connect one account, as an application's server would make it. */
export async function createSession(integration: string): Promise<string> {
  const body = { end_user: { id: 'dashboard' }, allowed_integrations: [integration] };
  return (await call('/connect/sessions', sessionSchema, { method: 'POST', body })).data.token;
}

const sessionViewSchema = z.object({ data: z.object({ allowed_integrations: z.array(z.string()).optional() }) });

/** What the session of a connect link allows. */
export const sessionQuery = (token: string) =>
  queryOptions({
    queryKey: ['session', token],
    queryFn: async ({ signal }) =>
      (await call('/connect/session', sessionViewSchema, { signal, headers: { authorization: `Bearer ${token}` } }))
        .data,
  });

export interface FilledForm {
  readonly params: Record<string, string>;
  readonly credentials: { client_id: string; client_secret: string };
}

/**
 * Connects as applications do, with Nango's own library.
 *
 * @returns the new connection's id
 * @throws AuthError of the library, with the platform's code as `type`
 */
export async function connect(integration: string, session: string, form: FilledForm): Promise<string> {
  const nango = new Nango({ host: window.location.origin, connectSessionToken: session });
  return (await nango.auth(integration, form)).connectionId;
}
