import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';

import type { ConnectionKey } from './client.js';
import { connectionsQuery, type Connection } from './connections.js';

export interface Choice {
  readonly connections: UseQueryResult<Connection[]>;
  /** The connection that the page's address names, or the newest one; `undefined` when there is none. */
  readonly chosen: Connection | undefined;
  readonly choose: (key: ConnectionKey) => void;
}

/** Which connection a page is about. It stands in the address, so that links lead to it. */
export function useChosenConnection(): Choice {
  const connections = useQuery(connectionsQuery);
  const [params, setParams] = useSearchParams();
  const [integration, connection] = [params.get('integration'), params.get('connection')];
  const all = connections.data ?? [];
  const named = all.find((one) => one.connection_id === connection && one.provider_config_key === integration);
  return {
    connections,
    chosen: named ?? all[0],
    choose: (key) => {
      setParams((current) => {
        const next = new URLSearchParams(current);
        next.set('integration', key.integration);
        next.set('connection', key.connection);
        return next;
      });
    },
  };
}

/** The part of an address that names a connection. */
export const connectionParams = ({ integration, connection }: ConnectionKey): string =>
  new URLSearchParams({ integration, connection }).toString();
