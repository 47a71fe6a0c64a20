import { NetworkError, OutboundUrlError } from '../../../sandbox/platform/index.js';
import type { ConnectionFault } from './fault.js';

/** Tokens come from here in these faults: the API stands on a host of its own. */
const tokenUrl = 'https://login.halopsa.test/auth/token';

const withHostname = (name: string, text: string, cause: string): ConnectionFault => ({
  name,
  cause,
  // The form refuses it and Nango's API does not; with a Token URL the token request does not show it either.
  inject: (desk) => {
    desk.config = { ...desk.config, hostname: text, token_url: tokenUrl };
  },
  connecting: 'refused',
  checked: ['halo_hostname_invalid'],
  diagnosed: { halo_hostname_invalid: 'error' },
});

const withApi = (
  name: string,
  cause: string,
  api: (() => NetworkError | OutboundUrlError) | 'html' | 'otherProduct',
  code: string,
): ConnectionFault => ({
  name,
  cause,
  inject: (desk) => {
    desk.config = { ...desk.config, token_url: tokenUrl };
    desk.network = (url) => {
      const isApi = url.pathname.startsWith('/api');
      if (typeof api === 'function') return isApi ? api() : undefined;
      desk.switches.hostAnswers = isApi ? api : 'halo';
      return undefined;
    };
  },
  connecting: 'refused',
  checked: [code],
  diagnosed: { [code]: 'error' },
});

/** A hostname, or what stands there, that is no Halo. The token comes from a Token URL of its own. */
export const hostFaults: readonly ConnectionFault[] = [
  withHostname('Hostname with https://', 'https://acme.halopsa.test', 'The address was copied instead of the host.'),
  withHostname('Hostname with a path', 'acme.halopsa.test/api', 'The Resource Server was copied with its path.'),
  withHostname('Hostname with a port', 'acme.halopsa.test:8443', 'A port was entered with the host.'),
  {
    name: 'Resource Server on another host',
    cause: 'The address of another Halo was entered than the hostname names.',
    inject: (desk) => {
      desk.config = { ...desk.config, resource_server: 'https://other.halopsa.test/api', token_url: tokenUrl };
    },
    connecting: 'refused',
    checked: ['halo_resource_server_invalid'],
    diagnosed: { halo_resource_server_invalid: 'error' },
  },
  withHostname(
    'Hostname with a user name',
    'someone:secret@acme.halopsa.test',
    'A user name was entered with the host.',
  ),
  withApi('API host that answers with web pages', 'The hostname is that of a website.', 'html', 'halo_not_an_api'),
  withApi(
    'API host of another product',
    'The hostname is that of another product with an API.',
    'otherProduct',
    'halo_other_product',
  ),
  withApi(
    'API host that is not there',
    'The hostname has a typing error.',
    () => new OutboundUrlError('dns_resolution_failed', 'DNS resolution failed.'),
    'halo_host_not_found',
  ),
  withApi(
    'API host with an invalid certificate',
    'The certificate belongs to another name.',
    () => new NetworkError('ERR_TLS_CERT_ALTNAME_INVALID', "Hostname/IP does not match certificate's altnames"),
    'halo_certificate_invalid',
  ),
  withApi(
    'API host that refuses connections',
    'Nothing listens there.',
    () => new NetworkError('ECONNREFUSED', 'connect ECONNREFUSED'),
    'halo_host_unreachable',
  ),
  withApi(
    'API host on a private network',
    'The hostname resolves to a private address, to which Nango sends no requests by default.',
    () => new OutboundUrlError('denied_dns', 'DNS resolved to blocked address (private).'),
    'halo_host_denied',
  ),
  withApi(
    'API host that is a private address',
    'The hostname is a private address instead of a name.',
    () => new OutboundUrlError('denied_ip', 'URL resolves to a blocked address (private).'),
    'halo_host_denied',
  ),
];
