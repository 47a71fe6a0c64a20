import { ApiFailure, unexpectedFailure } from './failure.js';
import type { Connection } from './functions/ports.js';
import { TokenRequestError } from './outbound/token-errors.js';
import type { Facts } from './profile/facts.js';
import type { RenewalFailure } from './renewals.js';

/**
 * How the API tells that a first token was not issued: with what the authorisation server or the outbound policy said,
 * and as a failure of its own where the server fails itself (nango-platform.md §10.3).
 */
export function refuseFirst(error: unknown, facts: Facts): ApiFailure {
  if (!(error instanceof TokenRequestError)) return unexpectedFailure(error, facts['tokens.webPage']);
  const { payload, message } = error;
  const aboutHost = typeof payload === 'string' ? undefined : factAbout(payload['code'], facts);
  if (typeof payload !== 'string' && aboutHost) {
    const said = { ...payload, code: aboutHost.reason };
    return new ApiFailure(aboutHost.status, aboutHost.code, new TokenRequestError(said).message, { payload: said });
  }
  const { status, code, reason } = facts['tokens.refusedFirst'];
  return reason === 'given' ? new ApiFailure(status, code, message, { payload }) : new ApiFailure(status, code);
}

function factAbout(code: unknown, facts: Facts): Facts['tokens.unknownHost'] | undefined {
  if (code === 'dns_resolution_failed') return facts['tokens.unknownHost'];
  return code === 'denied_hostname' ? facts['tokens.deniedHost'] : undefined;
}

/**
 * How `GET /connections/:id` tells that a connection gets no token, and so every call of a function that needs one: the
 * whole connection but for its credentials, and nothing of the reason (row 8), unless the profile says otherwise.
 *
 * @param shown the connection as the API shows it
 */
export function refuseRenewal(failure: RenewalFailure, shown: Connection, facts: Facts): ApiFailure {
  const fact = facts['tokens.refusedRenewal'];
  const { status, code } = failure.isWaiting ? fact.again : fact;
  const reason = fact.reason === 'given' ? failure.reason : {};
  const connection = fact.wholeConnection ? { ...shown, credentials: {} } : { errors: shown.errors };
  const message = fact.wholeConnection ? failure.message : failure.summary;
  return new ApiFailure(status, code, message, { payload: { ...reason, connection } });
}
