import type { HaloConnection } from './connection.js';
import { CredentialsRefusedError, MissingScopeError, PermissionDeniedError, type HaloError } from './errors.js';
import { readFailure } from './failure.js';
import { isRow } from './rows.js';

/**
 * Tells what a refusal means that a fresh token did not cure. Halo answers 401 for a token without a scope, for
 * credentials that stopped working, and for a single module that the agent may not read (halo-api.md §1.2, §10); the
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
    const failure = readFailure(error);
    if (failure === undefined) throw error;
    // Anything but a second 401 says nothing about the credentials.
    if (failure.kind !== 'unauthorized') return new PermissionDeniedError(resource);
    return (await hasScope(connection)) ? new CredentialsRefusedError() : new MissingScopeError();
  }
}

/** Whether a scope was asked for, or granted, for this connection's token. */
async function hasScope(connection: HaloConnection): Promise<boolean> {
  const details = await connection.getConnection();
  const asked = details.connection_config?.['oauth_scopes'];
  if (typeof asked === 'string' && asked.trim() !== '') return true;
  const raw = isRow(details.credentials) ? details.credentials['raw'] : undefined;
  const granted = isRow(raw) ? raw['scope'] : undefined;
  return typeof granted === 'string' && granted.trim() !== '';
}
