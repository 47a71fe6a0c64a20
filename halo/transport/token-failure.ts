import { CredentialsRefusedError, type HaloError } from '../errors.js';
import { isRow, type HaloRow } from '../values/rows.js';
import type { ConnectionDetails } from './connection.js';
import { isWebPage } from './failure.js';
import { hostFailureOf } from './host-errors.js';
import { payloadOf, readJson, readNangoError, readThrownNangoError, type NangoError } from './nango-errors.js';
import {
  HostnameMissingError,
  NoTokenError,
  TenantMissingError,
  TokenAddressError,
  TokenServerSilentError,
  UnknownScopeError,
} from './token-errors.js';

/** Codes of Nango's for a connection that exists and whose token cannot be renewed. */
const renewalCodes = new Set([
  'invalid_credentials',
  'client_credentials_fetch_error',
  'refresh_token_external_error',
  'connection_refresh_backoff',
  'connection_refresh_exhausted',
]);

/**
 * Reads what Nango throws when it cannot get a token for the connection. Every call that needs the connection may throw
 * it: the proxy, reading the connection or its metadata, a forced renewal. It looks like an answer of Halo's unless
 * Nango's own code in it is noticed.
 *
 * Nango passes on no reason for a renewal that failed, only the whole connection with everything that its owner wrote into it
 * (nango-platform.md §10.3). So nothing is concluded from words: only from Nango's codes, and from what the
 * authorisation server said where Nango hands that on.
 *
 * @returns `undefined` for anything else
 */
export function readTokenFailure(error: unknown): HaloError | undefined {
  const nango = readThrownNangoError(error);
  return nango !== undefined && renewalCodes.has(nango.code) ? explain(nango) : undefined;
}

/** The connection that such an error shows, without credentials. */
export function connectionOfTokenFailure(error: unknown): ConnectionDetails | undefined {
  const nango = readThrownNangoError(error);
  const connection = nango && payloadOf(nango)['connection'];
  if (!isRow(connection)) return undefined;
  const config = connection['connection_config'];
  return isRow(config) ? { connection_config: config } : undefined;
}

/**
 * Reads the answer with which Nango refuses to make a connection, as its Connect form gets it.
 *
 * @param answer the body, `{ error: { code, message, payload } }`
 * @returns what to tell, or `undefined` when the token was not the reason
 */
export function readConnectFailure(answer: unknown): HaloError | undefined {
  const nango = readNangoError(answer);
  if (nango === undefined) return undefined;
  // Nango names no code of its own for it: the code is its sentence, with what was entered at the end.
  if (nango.code.startsWith('unhandled_Missing Connection Config')) return new HostnameMissingError();
  // An address that cannot be made, or an answer with status 200 that holds no token (nango-platform.md §10.3).
  if (nango.code === 'generic_error_support') return new TokenAddressError();
  return nango.code === 'client_credentials_fetch_error' ? explain(nango) : undefined;
}

function explain(nango: NangoError): HaloError {
  const payload = payloadOf(nango);
  return (
    explainProvider(payload['provider_error_payload']) ??
    explainPlatform(payload) ??
    new NoTokenError(logEntryOf(payload['connection']))
  );
}

/** What the authorisation server said (halo-api.md §1.4). None of it is passed on, because it may name the client. */
function explainProvider(said: unknown): HaloError | undefined {
  if (typeof said === 'string') {
    return isWebPage(said) ? new TokenAddressError() : explainOAuth(readJson(said));
  }
  return explainOAuth(said);
}

function explainOAuth(said: unknown): HaloError | undefined {
  if (!isRow(said)) return undefined;
  switch (said['error']) {
    case 'invalid_scope':
      return new UnknownScopeError();
    case 'invalid_client':
    case 'unauthorized_client':
      return new CredentialsRefusedError();
    default: {
      const description = said['error_description'];
      return typeof description === 'string' && /\btenant\b/i.test(description) ? new TenantMissingError() : undefined;
    }
  }
}

/** What kept Nango from asking: its outbound policy and the name service have codes, everything else has one. */
function explainPlatform({ code, message }: HaloRow): HaloError | undefined {
  if (message === 'fetch_unknown_error') return new TokenServerSilentError();
  return typeof code === 'string' ? hostFailureOf(code) : undefined;
}

/** The entry of Nango's log that says why a renewal failed, from the connection's `errors`. */
function logEntryOf(connection: unknown): string | undefined {
  const errors = isRow(connection) ? connection['errors'] : undefined;
  const entries: readonly unknown[] = Array.isArray(errors) ? errors : [];
  const id = entries.filter(isRow).find(({ type }) => type === 'auth')?.['log_id'];
  return typeof id === 'string' && /^\w{1,64}$/.test(id) ? id : undefined;
}
