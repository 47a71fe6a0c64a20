import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import type { OutboundRoute, Transport, TransportRequest } from './transport.js';

/** How Nango names what its outbound policy refuses, or cannot find out. */
export type OutboundUrlCode =
  'invalid_scheme' | 'denied_hostname' | 'denied_ip' | 'denied_dns' | 'dns_resolution_failed' | 'redirect_denied';

/** A request that the outbound policy keeps from going out. */
export class OutboundUrlError extends Error {
  override readonly name = 'OutboundUrlError';
  constructor(
    readonly code: OutboundUrlCode,
    message: string,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
  }
}

/** Addresses of a name. @throws whatever says that there are none */
export type Resolve = (hostname: string) => Promise<readonly { address: string }[]>;

const ranges = {
  loopback: ['127.0.0.0/8', '::1/128'],
  unspecified: ['0.0.0.0/8', '::/128'],
  link_local: ['169.254.0.0/16', 'fe80::/10'],
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'],
} as const;

const kinds = Object.entries(ranges).map(([kind, subnets]) => {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [net = '', prefix] = subnet.split('/');
    list.addSubnet(net, Number(prefix), isIP(net) === 6 ? 'ipv6' : 'ipv4');
  }
  return { kind, list };
});

/** Names that Nango refuses without looking them up; the last two are 127.0.0.1 and 169.254.169.254 as IPv6. */
const deniedNames = new Set([
  'localhost',
  '127.0.0.1',
  '::1',
  '169.254.169.254',
  'metadata.google.internal',
  '::ffff:7f00:1',
  '::ffff:a9fe:a9fe',
]);

const resolveByDns: Resolve = (hostname) => lookup(hostname, { all: true });

/**
 * The real server's outbound policy with its defaults, before a transport: nothing goes to this machine or to
 * link-local addresses, token requests may go to private addresses and API calls may not, and a name without an address
 * ends there (nango-platform.md §10.3, §12). Routed hostnames stand for public hosts.
 *
 * @throws OutboundUrlError from the transport that it returns
 */
export function guardEgress(
  transport: Transport,
  routes: readonly OutboundRoute[],
  resolve: Resolve = resolveByDns,
): Transport {
  const routed = new Set(routes.map(({ hostname }) => hostname.toLowerCase()));
  return async (request) => {
    const url = new URL(request.url);
    if (!routed.has(url.hostname)) await assertAllowed(url, request.purpose, resolve);
    return transport(request);
  };
}

async function assertAllowed(url: URL, purpose: TransportRequest['purpose'], resolve: Resolve): Promise<void> {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new OutboundUrlError('invalid_scheme', `URL scheme ${url.protocol} is not allowed.`);
  }
  const hostname = url.hostname.replace(/^\[|\]$|\.+$/g, '');
  if (deniedNames.has(hostname)) {
    throw new OutboundUrlError('denied_hostname', 'URL hostname is denied by outbound policy.');
  }
  if (isIP(hostname) !== 0) {
    const kind = blockedKind(hostname, purpose);
    if (kind) throw new OutboundUrlError('denied_ip', `URL resolves to a blocked address (${kind}).`);
    return;
  }
  const addresses = await resolve(hostname).catch((error: unknown) => {
    throw new OutboundUrlError('dns_resolution_failed', 'DNS resolution failed.', error);
  });
  for (const { address } of addresses) {
    const kind = blockedKind(address, purpose);
    if (kind) throw new OutboundUrlError('denied_dns', `DNS resolved to blocked address (${kind}).`);
  }
}

function blockedKind(address: string, purpose: TransportRequest['purpose']): string | undefined {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  const kind = kinds.find(({ list }) => list.check(address, family))?.kind;
  return kind === 'private' && purpose === 'token' ? undefined : kind;
}
