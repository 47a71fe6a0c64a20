import type { Connection } from '../../sandbox/platform/functions/ports.js';

/** The connection of a test world, as the platform hands it to functions. */
export function connectionOf(
  connection_config: Record<string, unknown>,
  credentials: Connection['credentials'],
  now: string,
): Connection {
  return {
    id: 1,
    connection_id: 'connection',
    provider: 'halo-psa',
    provider_config_key: 'halo-psa',
    metadata: {},
    connection_config,
    credentials,
    tags: {},
    errors: [],
    end_user: null,
    webhook_url_override: null,
    created_at: now,
    updated_at: now,
    last_fetched_at: now,
  };
}
