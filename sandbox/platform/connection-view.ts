import type { Connection } from './functions/ports.js';
import type { ConnectionDocument } from './state/documents.js';

/** The shape of an element of `GET /connections`. */
export function presentSimple(connection: ConnectionDocument, provider: string) {
  const { auth_log: log, end_user: user } = connection;
  return {
    id: Number(connection.id),
    connection_id: connection.connection_id,
    provider_config_key: connection.provider_config_key,
    provider,
    errors: log === null ? [] : [{ type: 'auth', log_id: log }],
    end_user: user && { ...user, organization: null, tags: {} },
    tags: connection.tags,
    metadata: connection.metadata,
    created: connection.created_at,
  };
}

/** The shape of `GET /connections/:id`, credentials included. */
export function presentConnection(connection: ConnectionDocument, provider: string): Connection {
  const withOffset = (time: string): string => time.replace('Z', '+00:00');
  return {
    ...presentSimple(connection, provider),
    connection_config: connection.connection_config,
    webhook_url_override: null,
    created_at: withOffset(connection.created_at),
    updated_at: withOffset(connection.updated_at),
    last_fetched_at: connection.last_fetched_at === null ? null : withOffset(connection.last_fetched_at),
    credentials: connection.credentials,
  };
}

/** A connection as it stands in the real server's database, without its credentials: what a failed renewal shows. */
export function presentRow(connection: ConnectionDocument): Record<string, unknown> {
  const { last_refresh_failure: failure } = connection;
  return {
    id: Number(connection.id),
    config_id: 1,
    environment_id: 1,
    end_user_id: connection.end_user === null ? null : 1,
    connection_id: connection.connection_id,
    provider_config_key: connection.provider_config_key,
    connection_config: connection.connection_config,
    webhook_url_override: null,
    metadata: connection.metadata,
    tags: connection.tags,
    created_at: connection.created_at,
    updated_at: connection.updated_at,
    last_fetched_at: connection.last_fetched_at,
    credentials_iv: null,
    credentials_tag: null,
    credentials_expires_at: connection.credentials.expires_at ?? null,
    last_refresh_failure: failure === null ? null : new Date(failure).toISOString(),
    last_refresh_success: failure === null ? connection.updated_at : null,
    refresh_attempts: connection.refresh_attempts,
    refresh_exhausted: connection.refresh_exhausted,
    deleted: false,
    deleted_at: null,
  };
}
