import { HaloError } from '../errors.js';

/**
 * The application gets tokens, with permissions, and every call made with them is refused: what a disabled agent's
 * application meets, as far as anybody knows (docs/assumptions.md, `disabledAgent`).
 */
export class AgentRefusedError extends HaloError {
  readonly code = 'halo_agent_refused';
  constructor() {
    super(
      'Halo issues tokens to the API application but refuses every call made with them. The agent that the application logs in as is probably disabled. Enable this agent, or choose another one in the application.',
      'step-2-create-an-api-only-agent',
    );
  }
}

/** Halo answered a token request with `invalid_scope` (halo-api.md §1.4). */
export class UnknownScopeError extends HaloError {
  readonly code = 'halo_scope_unknown';
  constructor() {
    super(
      'Halo issues no token because the connection asks for a permission that does not exist, such as "read:users". Ask for "all", or only for permissions that the application\'s Permissions tab shows.',
      'step-4-set-application-permissions',
    );
  }
}

/** Some hosted instances issue tokens only to requests that name the tenant (halo-api.md §1.2). */
export class TenantMissingError extends HaloError {
  readonly code = 'halo_tenant_missing';
  constructor() {
    super(
      'Halo issues no token because the request does not name the right tenant. Enter the Token URL with "?tenant=" and the tenant that API Details shows.',
      'step-1-find-your-halo-api-details',
    );
  }
}

/** What stands at the token address is no authorisation server of Halo's. */
export class TokenAddressError extends HaloError {
  readonly code = 'halo_token_address_wrong';
  constructor() {
    super(
      'Something other than Halo answers at the token address. Check the hostname. If API Details shows an Authorisation Server on another host, enter its address followed by "/token" as the Token URL. If Halo is down for maintenance, try again later.',
      'step-1-find-your-halo-api-details',
    );
  }
}

/** Halo itself names another host as its authorisation server (`/api/authinfo`, halo-api.md §1.1). */
export class AuthorisationServerElsewhereError extends HaloError {
  readonly code = 'halo_authorisation_server_elsewhere';
  constructor(readonly tokenUrl: string) {
    super(
      `Halo issues its tokens at another host. Enter "${tokenUrl}" as the Token URL.`,
      'step-1-find-your-halo-api-details',
    );
  }
}

/** Nothing was entered from which the token address could be made. */
export class HostnameMissingError extends HaloError {
  readonly code = 'halo_hostname_missing';
  constructor() {
    super(
      'No hostname was entered. Enter the host of the Resource Server in Halo, such as "acme.halopsa.com".',
      'step-1-find-your-halo-api-details',
    );
  }
}

/**
 * Nango got no answer to its token request. It tells a refused connection, an invalid certificate and a connection that
 * breaks off from each other in its log only (nango-platform.md §10.3).
 */
export class TokenServerSilentError extends HaloError {
  readonly code = 'halo_token_server_silent';
  constructor() {
    super(
      "Nango got no answer from the token address: nothing listens there, its certificate is not valid, or the connection breaks off. Check the hostname and the Token URL; Nango's log of this attempt names the reason.",
      'step-1-find-your-halo-api-details',
    );
  }
}

/**
 * There is no token, and Nango does not hand on why: so it is with every renewal that fails (nango-platform.md
 * §10.3), and with a refusal of Halo's that names no reason.
 */
export class NoTokenError extends HaloError {
  readonly code = 'halo_no_token';
  constructor(readonly logEntry?: string) {
    const place = logEntry === undefined ? "Nango's log of this connection" : `the log entry ${logEntry} in Nango`;
    super(
      `Nango cannot get a token for this connection. The Client Secret may have been changed in Halo, the API application or its agent may be inactive, or the host may not answer. The reason is in ${place}.`,
      'step-3-create-an-api-application',
    );
  }
}
