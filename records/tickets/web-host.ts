import type { HaloConnection } from '../../halo/transport/connection.js';
import { needingToken } from '../../halo/transport/token.js';

/** The host that people open Halo on: the connection's own, as the API is served beside the web application. */
export async function readWebHost(connection: HaloConnection): Promise<string | undefined> {
  const { connection_config: config } = await needingToken(connection.getConnection());
  const hostname = config?.['hostname'];
  return typeof hostname === 'string' && hostname !== '' ? hostname : undefined;
}
