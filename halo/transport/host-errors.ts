import { HaloError } from '../errors.js';

/** The hostname leads nowhere. */
export class HostNotFoundError extends HaloError {
  readonly code = 'halo_host_not_found';
  constructor() {
    super(
      'There is no host with this name. Check the hostname for typing errors; it is the host of the Resource Server in Halo, such as "acme.halopsa.com".',
      'step-1-find-your-halo-api-details',
    );
  }
}

/** The host cannot prove who it is, so nothing is sent to it. */
class CertificateError extends HaloError {
  readonly code = 'halo_certificate_invalid';
  constructor() {
    super(
      'The certificate of the host is not valid: it has expired, was issued for another name, or its issuer is not trusted. Renew it on the server, or correct the hostname.',
      'step-1-find-your-halo-api-details',
    );
  }
}

/** Nothing answers at the host. */
class HostUnreachableError extends HaloError {
  readonly code = 'halo_host_unreachable';
  constructor() {
    super(
      'Nothing answers at the host. Check the hostname. A Halo on a private network must be reachable from where Nango runs.',
      'step-1-find-your-halo-api-details',
    );
  }
}

/** Nango's own outbound policy keeps it from asking the host (nango-platform.md §12). */
export class HostDeniedError extends HaloError {
  readonly code = 'halo_host_denied';
  constructor() {
    super(
      "Nango's outbound policy does not allow requests to this host, because of its name or its address (for example in a private network). Correct the hostname, or ask whoever operates Nango to allow the address with NANGO_OUTBOUND_URL_POLICY.",
      'step-1-find-your-halo-api-details',
    );
  }
}

/** Codes of Nango's outbound policy. */
const denials = ['denied_hostname', 'denied_ip', 'denied_dns', 'allowlist_miss', 'invalid_scheme', 'redirect_denied'];

/** Codes of Node, TLS, undici and Nango for the ways in which a host cannot be talked to, whole codes only. */
const failures: readonly [RegExp, () => HaloError][] = [
  [/^(ENOTFOUND|EAI_AGAIN|dns_resolution_failed)$/, () => new HostNotFoundError()],
  [new RegExp(`^(${denials.join('|')})$`), () => new HostDeniedError()],
  [
    /^(CERT_\w+|ERR_TLS_CERT_\w+|HOSTNAME_MISMATCH|INVALID_CA|\w*SELF_SIGNED_CERT\w*|UNABLE_TO_(VERIFY|GET_ISSUER)_\w+)$/,
    () => new CertificateError(),
  ],
  [/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH)$/, () => new HostUnreachableError()],
];

/**
 * What is wrong with a host, from the code of a network failure.
 *
 * @returns `undefined` for failures that come and go, such as a reset connection or a time-out.
 */
export function hostFailureOf(code: string): HaloError | undefined {
  return failures.find(([pattern]) => pattern.test(code))?.[1]();
}
