import type { HaloConnection } from '../../halo/transport/connection.js';
import { needingToken } from '../../halo/transport/token.js';

/** The address that people open Halo on: the API's without `/api`, as it is served beside the web application. */
export async function readWebAddress(connection: HaloConnection): Promise<string | undefined> {
  const { connection_config: config } = await needingToken(connection.getConnection());
  const { resource_server: server, hostname } = config ?? {};
  if (typeof server === 'string' && server !== '') return server.replace(/\/api$/, '');
  return typeof hostname === 'string' && hostname !== '' ? `https://${hostname}` : undefined;
}
