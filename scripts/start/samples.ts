import type { Connection } from './connect.js';
import type { Halo } from './halo.js';

export interface Served {
  /** The platform's address and key. */
  readonly url: string;
  readonly secretKey: string;
  readonly halo: Halo;
  readonly connection: Connection;
}

/** What is running, and commands to try on it from another terminal, in the folder of this package. */
export function describeServed({ url, secretKey, halo, connection }: Served): string {
  const { providerConfigKey, connectionId } = connection;
  const { title, simulated } = halo;
  const tenant = simulated === undefined ? title : `${title}, at https://127.0.0.1:${simulated.port}`;
  return `Still serving, until Ctrl-C:
  Halo         ${tenant}
  Nango        ${url}
  secret key   ${secretKey}
  integration  ${providerConfigKey}
  connection   ${connectionId}

Try, in another terminal:
  curl -s '${url}/records?model=Ticket&limit=2' -H 'Authorization: Bearer ${secretKey}' -H 'Provider-Config-Key: ${providerConfigKey}' -H 'Connection-Id: ${connectionId}'

  node --input-type=module -e "import { Nango } from '@nangohq/node'; const nango = new Nango({ host: '${url}', apiKey: '${secretKey}' }); const { records } = await nango.listRecords({ providerConfigKey: '${providerConfigKey}', connectionId: '${connectionId}', model: 'Customer', limit: 2 }); console.log(records);"`;
}
