import type { HaloConnection } from '../../halo/transport/connection.js';
import { needingToken } from '../../halo/transport/token.js';
import { toId, type HaloRow } from '../../halo/values/rows.js';
import { cleanText } from '../../halo/values/texts.js';

/** The address that people open Halo on: the API's without `/api`, as it is served beside the web application. */
export async function readWebAddress(connection: HaloConnection): Promise<string | undefined> {
  const { connection_config: config } = await needingToken(connection.getConnection());
  const { resource_server: server, hostname } = config ?? {};
  if (typeof server === 'string' && server !== '') return server.replace(/\/api$/, '');
  return typeof hostname === 'string' && hostname !== '' ? `https://${hostname}` : undefined;
}

/** Halo's own link where it sends one, else the address of its ticket page (halo-api.md §6.3). */
export function ticketAddress(row: HaloRow, webAddress: string | undefined): string | undefined {
  const own = row['web_url'];
  if (typeof own === 'string' && own.startsWith('https://')) return cleanText(own);
  const id = toId(row['id']);
  return webAddress === undefined || id === undefined ? undefined : `${webAddress}/ticket?id=${id}`;
}
