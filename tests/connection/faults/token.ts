import { NetworkError, OutboundUrlError } from '../../../sandbox/platform/index.js';
import type { ConnectionFault } from './fault.js';

const elsewhere = 'login.halopsa.test';

/** What the platform meets in the token request. */
export const tokenFaults: readonly ConnectionFault[] = [
  {
    name: 'Wrong secret',
    cause: 'The Client Secret has a typing error, or a new one was created in Halo.',
    inject: (desk) => {
      desk.client = { ...desk.client, secret: 'mistyped' };
    },
    connecting: 'token',
    checked: ['halo_credentials_refused'],
    diagnosed: { halo_no_token: 'error' },
  },
  {
    name: 'Inactive application',
    cause: 'The API application is not ticked as active. Halo gives the same answer as for a wrong secret.',
    inject: (desk) => {
      desk.application.active = false;
    },
    connecting: 'token',
    checked: ['halo_credentials_refused'],
    diagnosed: { halo_no_token: 'error' },
  },
  {
    name: 'Disabled agent, no token',
    cause: 'The agent of the application is disabled, on a Halo that then issues no token.',
    inject: (desk) => {
      desk.switches.disabledAgent = 'noToken';
      desk.tenant.agents.edit(desk.application.agentId, { inactive: true });
    },
    connecting: 'token',
    checked: ['halo_credentials_refused'],
    diagnosed: { halo_no_token: 'error' },
  },
  {
    name: 'Unknown permission',
    cause: 'The connection asks for a permission that does not exist.',
    inject: (desk) => {
      desk.config = { ...desk.config, oauth_scopes: 'read:tickets read:users' };
    },
    connecting: 'token',
    checked: ['halo_scope_unknown'],
    diagnosed: { halo_no_token: 'error' },
  },
  {
    name: 'Tenant missing',
    cause: 'The instance issues tokens only to requests that name its tenant.',
    inject: (desk) => {
      desk.switches.tokens.tenantRequired = 'acme';
    },
    connecting: 'token',
    checked: ['halo_tenant_missing'],
    diagnosed: { halo_no_token: 'error' },
  },
  {
    name: 'Authorisation server elsewhere',
    cause: 'Tokens are issued at another host than the API, and no Token URL was entered.',
    inject: (desk) => {
      desk.switches.tokens.hostname = elsewhere;
    },
    connecting: 'token',
    checked: ['halo_token_address_wrong'],
    diagnosed: { halo_authorisation_server_elsewhere: 'error' },
  },
  {
    name: 'Host that answers with web pages',
    cause: 'The hostname is that of a website.',
    inject: (desk) => {
      desk.switches.hostAnswers = 'html';
    },
    connecting: 'token',
    checked: ['halo_token_address_wrong'],
    diagnosed: { halo_not_an_api: 'error' },
    keepsToken: true,
  },
  {
    name: 'Host that does not exist',
    cause: 'The hostname has a typing error.',
    inject: (desk) => {
      desk.network = () => new OutboundUrlError('dns_resolution_failed', 'DNS resolution failed.');
    },
    connecting: 'token',
    checked: ['halo_host_not_found'],
    diagnosed: { halo_host_not_found: 'error' },
  },
  {
    name: 'Host that Nango may not use',
    cause: "Nango's outbound policy denies the hostname, for example that of Nango's own machine.",
    inject: (desk) => {
      desk.network = () => new OutboundUrlError('denied_hostname', 'URL hostname is denied by outbound policy.');
    },
    connecting: 'token',
    checked: ['halo_host_denied'],
    diagnosed: { halo_host_denied: 'error' },
  },
  {
    name: 'Expired certificate',
    cause: 'The certificate of the host has expired.',
    inject: (desk) => {
      desk.network = () => new NetworkError('CERT_HAS_EXPIRED', 'certificate has expired');
    },
    connecting: 'token',
    checked: ['halo_token_server_silent'],
    diagnosed: { halo_certificate_invalid: 'error' },
  },
  {
    name: 'Host that refuses connections',
    cause: 'Nothing listens at the host, or Nango cannot reach a private network.',
    inject: (desk) => {
      desk.network = ({ host }) => new NetworkError('ECONNREFUSED', `connect ECONNREFUSED ${host}`);
    },
    connecting: 'token',
    checked: ['halo_token_server_silent'],
    diagnosed: { halo_host_unreachable: 'error' },
  },
  {
    name: 'Connection that is reset',
    cause: 'Something in the network closes the connection during the token request.',
    inject: (desk) => {
      desk.network = () => new NetworkError('ECONNRESET', 'socket hang up');
    },
    connecting: 'token',
    checked: ['halo_token_server_silent'],
    diagnosed: { halo_no_answer: 'warning' },
  },
  {
    name: 'Hostname with a path, and no Token URL',
    cause: 'The Resource Server was copied with its path, so that the token request gets a web page.',
    inject: (desk) => {
      desk.config = { ...desk.config, hostname: 'acme.halopsa.test/halo' };
    },
    connecting: 'token',
    checked: ['halo_token_address_wrong'],
    diagnosed: { halo_hostname_invalid: 'error' },
  },
  {
    name: 'Maintenance',
    cause: 'Halo is down for maintenance.',
    inject: (desk) => {
      desk.switches.maintenance = 'down';
    },
    connecting: 'token',
    checked: ['halo_token_address_wrong'],
    diagnosed: { halo_maintenance: 'warning' },
  },
];
