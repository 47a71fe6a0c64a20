import type { HaloConnection } from './connection.js';
import { MissingScopeError, PermissionDeniedError, type HaloError } from '../errors.js';
import { readFailure } from './failure.js';
import { readScopes, type Scopes } from './scopes.js';
import { AgentRefusedError } from './token-errors.js';
import { needingToken } from './token.js';
import { readTokenFailure } from './token-failure.js';

/**
 * Tells what a refusal means that a fresh token did not cure. Halo answers 401 for a token without a scope, for an
 * agent that may do nothing any more, and for a single module that the agent may not read (halo-api.md §1.2, §10); the
 * acting agent's own record tells them apart, because every working login may read it.
 */
export async function diagnoseRefusal(
  connection: HaloConnection,
  resource: string,
  refusal: 'unauthorized' | 'forbidden',
): Promise<HaloError> {
  if (refusal === 'forbidden') return new PermissionDeniedError(resource);
  try {
    await connection.get({ endpoint: '/Agent/me', retries: 0 });
    return new PermissionDeniedError(resource);
  } catch (error) {
    const token = readTokenFailure(error);
    if (token !== undefined) return token;
    const failure = readFailure(error);
    if (failure === undefined) throw error;
    // Anything but a second 401 says nothing about the credentials.
    if (failure.kind !== 'unauthorized') return new PermissionDeniedError(resource);
    return explainTotalRefusal(readScopes(await needingToken(connection.getConnection())), resource);
  }
}

/** Why every call is refused although a token was issued a moment ago, so that client ID and secret must be right. */
export function explainTotalRefusal({ asked, granted }: Scopes, resource: string): HaloError {
  if (granted !== undefined && granted.length > 0) return new AgentRefusedError();
  if (asked === undefined) return new MissingScopeError();
  // All that was asked for was narrowed away: the application's Permissions tab grants none of it (halo-api.md §1.5).
  return granted === undefined ? new AgentRefusedError() : new PermissionDeniedError(resource);
}
