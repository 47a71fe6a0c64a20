import { CredentialsRefusedError, UnavailableError, type HaloError } from '../errors.js';
import { isRow, type HaloRow } from '../values/rows.js';
import { readHostFailure, TenantMissingError, TokenAddressError, UnknownScopeError } from './token-errors.js';

/** Nango's codes for a connection whose token cannot be had or renewed (nango-platform.md, part 2). */
const nangoCodes = new Set([
  'client_credentials_fetch_error',
  'invalid_credentials',
  'refresh_token_external_error',
  'connection_refresh_backoff',
  'connection_refresh_exhausted',
]);

/**
 * Reads what Nango throws when it cannot get a token for the connection. It reaches a function through two doors, a
 * forced refresh and any proxy call that needs a token, and looks like an answer of Halo's unless Nango's own code in it
 * is noticed.
 *
 * @returns `undefined` for anything else
 */
export function readTokenFailure(error: unknown): HaloError | undefined {
  if (!isRow(error)) return undefined;
  const nango = readNangoError(error) ?? error;
  const { code, message } = nango;
  if (typeof code !== 'string' || !nangoCodes.has(code)) return undefined;
  // An error object's own message is not among what JSON shows.
  return explainTokenFailure(`${typeof message === 'string' ? message : ''} ${JSON.stringify(nango)}`);
}

/** The `error` object of Nango's API in an axios error. */
function readNangoError({ response }: HaloRow): HaloRow | undefined {
  const data = isRow(response) ? response['data'] : undefined;
  return isRow(data) && isRow(data['error']) ? data['error'] : undefined;
}

/**
 * What a failed token request means, from Nango's message about it: Halo's OAuth error is inside as text
 * (halo-api.md §1.4), and so is the network's. None of the text is passed on, because it may name the client.
 */
export function explainTokenFailure(message: string): HaloError {
  if (/invalid_scope/.test(message)) return new UnknownScopeError();
  if (/tenant/i.test(message)) return new TenantMissingError();
  if (/invalid_client|unauthorized_client/.test(message)) return new CredentialsRefusedError();
  const host = readHostFailure(message);
  if (host !== undefined) return host;
  if (/\b(502|503|504) |Service Unavailable|Bad Gateway|Gateway Time-?out/i.test(message)) {
    return new UnavailableError('a new token', 'the authorisation server is out of order');
  }
  if (/<!doctype html|<html|incomplete_raw_credentials/i.test(message)) return new TokenAddressError();
  return new UnavailableError('a new token', 'Nango could not renew it');
}
