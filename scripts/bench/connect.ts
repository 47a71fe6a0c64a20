import { readFile } from 'node:fs/promises';

import { parse } from 'yaml';
import * as z from 'zod';

import { FixedConnection } from '../../sandbox/platform/functions/fixed-connection.js';
import { Definitions } from '../../sandbox/platform/outbound/definitions.js';
import { fetchToken } from '../../sandbox/platform/outbound/token.js';
import type { Transport } from '../../sandbox/platform/outbound/transport.js';
import type { Address, Pages } from './protocol.js';

/** The package's own definitions only: reading the platform's thousand others would take longer than small measurements. */
export const definitions = new Definitions(
  z
    .record(z.string(), z.record(z.string(), z.unknown()))
    .parse(parse(await readFile(new URL('../../providers/halo-psa.yaml', import.meta.url), 'utf8'))),
);
// The platform's paginator looks a provider's defaults up by its name.
definitions.publish();

/** A token for the tenant, asked for as the platform does. */
export async function logIn(address: Address, transport: Transport): Promise<string> {
  const definition = definitions.get('halo-psa');
  if (!definition) throw new Error('providers/halo-psa.yaml defines no halo-psa');
  const { hostname, clientId: id, clientSecret: secret } = address;
  const { token } = await fetchToken(
    definition,
    { hostname, oauth_scopes: 'all' },
    { id, secret },
    transport,
    Date.now,
  );
  return token;
}

/**
 * A connection to the tenant for one run, with one token.
 *
 * @param list what `bare-tickets.ts` is to read
 */
export async function connect(address: Address, transport: Transport, list?: Pages): Promise<FixedConnection> {
  const { hostname } = address;
  let token = await logIn(address, transport);
  return new FixedConnection({
    connectionConfig: { hostname, oauth_scopes: 'all' },
    // What is measured is how lists are followed. Details cost a request a record, a bounded number a run.
    metadata: { details: [], ...(list && { list: { params: paramsOf(list), pages: list.pages } }) },
    token: async ({ forceRefresh }) => {
      if (forceRefresh) token = await logIn(address, transport);
      return token;
    },
  });
}

const paramsOf = ({ url }: Pages): Record<string, string> => Object.fromEntries(new URL(url).searchParams);
