import { generate } from 'selfsigned';
import { z } from 'zod';

import type { OutboundRoute } from '../../../sandbox/platform/index.js';
import { ContractProblem } from '../problem.js';
import { TenantServer, type SeenRequest } from './tenant-server.js';

/** The tenant that connections point at. */
export interface Tenant {
  readonly hostname: string;
  /** The requests of a mark; absent when the tenant is somebody else's, of whose requests nothing is known. */
  readonly seen?: (mark: string) => Promise<SeenRequest[]>;
  close(): Promise<void>;
}

/** A tenant on this machine, behind a hostname that only the stand-in knows. */
export async function localTenant(): Promise<{ tenant: Tenant; route: OutboundRoute }> {
  const hostname = 'contract.halopsa.test';
  const pem = await generate([{ name: 'commonName', value: hostname }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: hostname }] }],
  });
  const server = await TenantServer.start('127.0.0.1', 0, { key: pem.private, cert: pem.cert });
  const route = { hostname, port: server.port, certificate: pem.cert };
  return {
    tenant: { hostname, seen: (mark) => Promise.resolve(server.seen(mark)), close: () => server.close() },
    route,
  };
}

const seenSchema = z.array(
  z.object({
    method: z.string(),
    url: z.string(),
    at: z.number(),
    type: z.string(),
    scheme: z.string(),
    body: z.record(z.string(), z.unknown()),
  }),
);

/**
 * A tenant under a public address.
 *
 * @param port of this machine to serve it on, when the address leads here
 * @throws ContractProblem when nothing of the contract's answers although it is served here
 */
export async function publicTenant(address: string, port: number | undefined): Promise<Tenant> {
  const url = new URL(address);
  const server = port === undefined ? undefined : await TenantServer.start('0.0.0.0', port);
  const close = () => server?.close() ?? Promise.resolve();
  const isOwn = await fetch(new URL('/contract/ready', url)).then(
    async (response) => (await response.text()).includes('platform-contract'),
    () => false,
  );
  if (isOwn) {
    const seen = async (mark: string) =>
      seenSchema.parse(await (await fetch(new URL(`/contract/seen/${mark}`, url))).json());
    return { hostname: url.host, seen, close };
  }
  if (server === undefined) return { hostname: url.host, close };
  await close();
  throw new ContractProblem(
    `${url.origin} does not lead to port ${String(port)} of this machine. Point it there, or leave --tenant-port out if ` +
      'the tenant is somewhere else.',
  );
}
