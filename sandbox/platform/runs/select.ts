import type { Connections } from '../connections.js';
import { ApiFailure, unknownIntegration } from '../failure.js';
import type { SyncDocument } from '../state/documents.js';
import type { State } from '../state/state.js';

const fullName = ({ name, variant }: SyncDocument): string => (variant === 'base' ? name : `${name}::${variant}`);

/**
 * The syncs that a request means. Empty `names` mean all.
 *
 * @throws ApiFailure when the integration, connection or sync is unknown
 */
export function selectSyncs(
  { state, connections }: { state: State; connections: Connections },
  integration: string,
  names: string[],
  connectionId: string | undefined,
): SyncDocument[] {
  if (!state.integrations.get(integration)) throw unknownIntegration(integration);
  const connection = connectionId === undefined ? undefined : connections.find(integration, connectionId);
  if (connectionId !== undefined && !connection) {
    throw new ApiFailure(
      404,
      'unknown_connection',
      "No connection matching the provided params of 'connection_id' and 'provider_config_key'.",
    );
  }
  const known = state.syncs
    .values()
    .filter((sync) => sync.integration === integration)
    .filter((sync) => !connection || String(sync.connection) === connection.id);
  const wanted = names.map((name) => name.replace(/::base$/, ''));
  const missing = wanted.find((name) => !known.some((sync) => fullName(sync) === name));
  if (known.length === 0 || missing !== undefined) throw new ApiFailure(400, 'no_syncs_found', 'No syncs found.');
  return wanted.length === 0 ? known : known.filter((sync) => wanted.includes(fullName(sync)));
}
