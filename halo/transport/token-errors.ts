import { HaloError } from '../errors.js';

/**
 * The application gets tokens, with permissions, and every call made with them is refused: what a disabled agent's
 * application meets, as far as anybody knows (docs/assumptions.md, `disabledAgent`).
 */
export class AgentRefusedError extends HaloError {
  readonly code = 'halo_agent_refused';
  constructor() {
    super(
      'Halo issues tokens to the API application and then refuses every call made with them. The agent that the application logs in as is probably disabled: enable that agent, or choose another one in the application.',
      'step-2-create-an-api-only-agent',
    );
  }
}

/** Halo answered a token request with `invalid_scope` (halo-api.md §1.4). */
export class UnknownScopeError extends HaloError {
  readonly code = 'halo_scope_unknown';
  constructor() {
    super(
      'Halo issues no token because a permission is asked for that does not exist there, such as "read:users". Ask for "all", or only for permissions that the application\'s Permissions tab shows.',
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
      'No token comes from the token address: something else answers there. Check the hostname and, if API Details shows an Authorisation Server on another host than the Resource Server, enter its address followed by "/token" as the Token URL.',
      'step-1-find-your-halo-api-details',
    );
  }
}

/** Halo itself names another host as its authorisation server (`/api/authinfo`, halo-api.md §1.1). */
export class AuthorisationServerElsewhereError extends HaloError {
  readonly code = 'halo_authorisation_server_elsewhere';
  constructor(readonly tokenUrl: string) {
    super(
      `Halo issues its tokens at another host than the one that was asked. Enter "${tokenUrl}" as the Token URL.`,
      'step-1-find-your-halo-api-details',
    );
  }
}

/** The hostname leads nowhere. */
export class HostNotFoundError extends HaloError {
  readonly code = 'halo_host_not_found';
  constructor() {
    super(
      'There is no host of this name. Check the hostname for typing errors: it is the host of the Resource Server in Halo, such as "acme.halopsa.com".',
      'step-1-find-your-halo-api-details',
    );
  }
}

/** The host cannot prove who it is, so nothing is sent to it. */
export class CertificateError extends HaloError {
  readonly code = 'halo_certificate_invalid';
  constructor() {
    super(
      'The certificate of the host is not valid: it has ended, belongs to another name, or was issued by nobody who is trusted. Renew it on the server, or correct the hostname.',
      'step-1-find-your-halo-api-details',
    );
  }
}

/** Nothing answers at the host. */
export class HostUnreachableError extends HaloError {
  readonly code = 'halo_host_unreachable';
  constructor() {
    super(
      'Nothing answers at the host. Check the hostname; a Halo on a private network must be reachable from where Nango runs.',
      'step-1-find-your-halo-api-details',
    );
  }
}

/** Codes and words of Node, TLS and undici for the three ways in which a host cannot be talked to. */
const hostFailures: readonly [RegExp, () => HaloError][] = [
  [/ENOTFOUND|EAI_AGAIN|getaddrinfo/, () => new HostNotFoundError()],
  [/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|certificate/i, () => new CertificateError()],
  [/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/, () => new HostUnreachableError()],
];

/**
 * What is wrong with a host, from the code or message of a network failure.
 *
 * @returns `undefined` for failures that come and go, such as a reset connection or a time-out.
 */
export function readHostFailure(text: string): HaloError | undefined {
  return hostFailures.find(([pattern]) => pattern.test(text))?.[1]();
}
