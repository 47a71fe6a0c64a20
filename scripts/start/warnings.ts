import type { Nango } from '@nangohq/node';

import { ConnectionWarnings } from '../../connection/model.js';
import type { Terminal } from '../terminal/terminal.js';
import type { Connection } from './connect.js';

/** What the check of the connection found although it works. */
export async function printWarnings(
  nango: Nango,
  { providerConfigKey, connectionId }: Connection,
  terminal: Terminal,
): Promise<void> {
  const metadata = ConnectionWarnings.safeParse(await nango.getMetadata(providerConfigKey, connectionId));
  for (const { message } of metadata.data?.halo_warnings ?? []) terminal.print(`Warning: ${message}`);
}
