import type { ConnectionFault } from './fault.js';

const denied = (status: 401 | 403, name: string, cause: string): ConnectionFault => ({
  name,
  cause,
  inject: (desk) => {
    desk.application.sight = { refused: { Asset: status } };
  },
  connecting: 'connected',
  checked: ['halo_permission_denied'],
  diagnosed: { halo_permission_denied: 'warning' },
});

/** Scopes, permissions and logins that allow less than the syncs need. */
export const permissionFaults: readonly ConnectionFault[] = [
  {
    name: 'No scope',
    cause: 'No permission is requested, and Halo issues a token that it then refuses.',
    inject: (desk) => {
      desk.config = { hostname: desk.config['hostname'] };
    },
    connecting: 'refused',
    checked: ['halo_scope_missing'],
    diagnosed: { halo_scope_missing: 'error' },
  },
  {
    name: 'Narrow scope',
    cause: 'The connection asks only for tickets.',
    inject: (desk) => {
      desk.config = { ...desk.config, oauth_scopes: 'read:tickets' };
    },
    connecting: 'connected',
    checked: ['halo_scope_not_asked'],
    diagnosed: { halo_scope_not_asked: 'warning' },
  },
  {
    name: 'Narrow scope, refused with 401',
    cause: 'The same, on a Halo that answers 401 instead of 403.',
    inject: (desk) => {
      desk.switches.narrowScopeStatus = 401;
      desk.config = { ...desk.config, oauth_scopes: 'read:tickets' };
    },
    connecting: 'connected',
    checked: ['halo_scope_not_asked'],
    diagnosed: { halo_scope_not_asked: 'warning' },
  },
  {
    name: 'Permissions tab too narrow',
    cause: 'The connection asks for everything, and the application allows only tickets and customers.',
    inject: (desk) => {
      desk.application.permissions = ['read:tickets', 'read:customers'];
    },
    connecting: 'connected',
    checked: ['halo_scope_not_granted'],
    diagnosed: { halo_scope_not_granted: 'warning' },
  },
  {
    name: 'Permissions tab empty',
    cause: 'Nothing is ticked on the Permissions tab.',
    inject: (desk) => {
      desk.application.permissions = [];
    },
    connecting: 'refused',
    checked: ['halo_permissions_empty'],
    diagnosed: { halo_permissions_empty: 'error' },
  },
  {
    name: 'Scopes that no sync needs',
    cause: 'The connection asks for permissions, but for none that the syncs need.',
    inject: (desk) => {
      desk.config = { ...desk.config, oauth_scopes: 'read:kb' };
    },
    connecting: 'refused',
    checked: ['halo_scope_not_asked'],
    diagnosed: { halo_scope_not_asked: 'error' },
  },
  denied(401, 'List refused with 401', "The agent's role does not allow assets."),
  denied(403, 'List refused with 403', "The agent's role does not allow assets, on a Halo that answers 403."),
  {
    name: 'Set-up list refused',
    cause: "The agent's role does not allow custom fields, which the tickets sync reads.",
    inject: (desk) => {
      desk.application.sight = { refused: { FieldInfo: 403 } };
    },
    connecting: 'connected',
    // More lists than the ten requests of the check.
    checked: [],
    diagnosed: { halo_permission_denied: 'warning' },
  },
  {
    name: 'Permission given after the token was issued',
    cause: 'The agent got more rights, but the permissions of a token are those of the time when it was issued.',
    before: (desk) => {
      desk.application.sight = { refused: { Asset: 403 } };
    },
    inject: (desk) => {
      desk.application.sight = {};
    },
    keepsToken: true,
    connecting: 'connected',
    checked: [],
    diagnosed: { halo_token_outdated: 'note' },
  },
  {
    name: 'Wrong login type',
    cause: 'The application signs in as itself instead of as an agent.',
    inject: (desk) => {
      desk.application.loginType = 'application';
    },
    connecting: 'connected',
    checked: ['halo_login_type'],
    diagnosed: { halo_login_type: 'warning' },
  },
  {
    name: 'Disabled agent',
    cause: 'The agent of the application is disabled, on a Halo that still issues tokens.',
    inject: (desk) => {
      desk.tenant.agents.edit(desk.application.agentId, { inactive: true });
    },
    connecting: 'refused',
    checked: ['halo_agent_refused'],
    diagnosed: { halo_agent_refused: 'error' },
  },
];
