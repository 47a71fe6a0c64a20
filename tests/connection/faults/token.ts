import { NetworkError } from '../../../sandbox/platform/index.js';
import { hostname } from '../../support/functions.js';
import type { ConnectionFault } from './fault.js';

const elsewhere = 'login.halopsa.test';

/** What the platform meets in the token request. */
export const tokenFaults: readonly ConnectionFault[] = [
  {
    name: 'Wrong secret',
    cause: 'A typing error in the Client Secret, or a new secret was made in Halo.',
    stage: (desk) => {
      desk.client = { ...desk.client, secret: 'mistyped' };
    },
    connecting: 'token',
    checked: ['halo_credentials_refused'],
    diagnosed: { halo_credentials_refused: 'error' },
  },
  {
    name: 'Inactive application',
    cause: 'The API application is not ticked as active. Halo gives the same answer as for a wrong secret.',
    stage: (desk) => {
      desk.application.active = false;
    },
    connecting: 'token',
    checked: ['halo_credentials_refused'],
    diagnosed: { halo_credentials_refused: 'error' },
  },
  {
    name: 'Disabled agent, no token',
    cause: 'The agent of the application is disabled, on a Halo that issues no token then.',
    stage: (desk) => {
      desk.switches.disabledAgent = 'noToken';
      desk.tenant.agents.edit(desk.application.agentId, { inactive: true });
    },
    connecting: 'token',
    checked: ['halo_credentials_refused'],
    diagnosed: { halo_credentials_refused: 'error' },
  },
  {
    name: 'Unknown permission',
    cause: 'A permission was asked for that Halo does not have.',
    stage: (desk) => {
      desk.config = { ...desk.config, oauth_scopes: 'read:tickets read:users' };
    },
    connecting: 'token',
    checked: ['halo_scope_unknown'],
    diagnosed: { halo_scope_unknown: 'error' },
  },
  {
    name: 'Tenant missing',
    cause: 'The instance issues tokens only to requests that name its tenant.',
    stage: (desk) => {
      desk.switches.tokens.tenantRequired = 'acme';
    },
    connecting: 'token',
    checked: ['halo_tenant_missing'],
    diagnosed: { halo_tenant_missing: 'error' },
  },
  {
    name: 'Authorisation server elsewhere',
    cause: 'Tokens are issued at another host than the API, and no Token URL was entered.',
    stage: (desk) => {
      desk.switches.tokens.hostname = elsewhere;
    },
    connecting: 'token',
    checked: ['halo_token_address_wrong'],
    diagnosed: { halo_authorisation_server_elsewhere: 'error' },
  },
  {
    name: 'Host that answers with web pages',
    cause: 'The hostname is that of a web site.',
    stage: (desk) => {
      desk.switches.hostAnswers = 'html';
    },
    connecting: 'token',
    checked: ['halo_token_address_wrong'],
    diagnosed: { halo_not_an_api: 'error' },
    keepsToken: true,
  },
  {
    name: 'Host that is not there',
    cause: 'The hostname has a typing error.',
    stage: (desk) => {
      desk.network = () => new NetworkError('ENOTFOUND', `getaddrinfo ENOTFOUND ${hostname}`);
    },
    connecting: 'token',
    checked: ['halo_host_not_found'],
    diagnosed: { halo_host_not_found: 'error' },
  },
  {
    name: 'Expired certificate',
    cause: 'The certificate of the host has ended.',
    stage: (desk) => {
      desk.network = () => new NetworkError('CERT_HAS_EXPIRED', 'certificate has expired');
    },
    connecting: 'token',
    checked: ['halo_certificate_invalid'],
    diagnosed: { halo_certificate_invalid: 'error' },
  },
  {
    name: 'Host that refuses connections',
    cause: 'Nothing listens there, or a Halo on a private network is not reachable from Nango.',
    stage: (desk) => {
      desk.network = () => new NetworkError('ECONNREFUSED', `connect ECONNREFUSED ${hostname}:443`);
    },
    connecting: 'token',
    checked: ['halo_host_unreachable'],
    diagnosed: { halo_host_unreachable: 'error' },
  },
  {
    name: 'Maintenance',
    cause: 'Halo is out of service.',
    stage: (desk) => {
      desk.switches.maintenance = 'down';
    },
    connecting: 'token',
    checked: ['halo_unavailable'],
    diagnosed: { halo_maintenance: 'warning' },
  },
];
