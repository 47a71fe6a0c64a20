import type { HaloError } from '../errors.js';
import { isRow } from '../values/rows.js';
import { HostDeniedError, hostFailureOf } from './host-errors.js';
import { readTokenFailure } from './token-failure.js';

/**
 * Reads what Nango itself refuses before Halo is asked: it has no token, or its outbound policy denies the host. Trying
 * again would not help, which it may with every other failure.
 *
 * @returns `undefined` for anything else
 */
export function readNangoRefusal(error: unknown): HaloError | undefined {
  const token = readTokenFailure(error);
  if (token !== undefined) return token;
  const code = isRow(error) ? error['code'] : undefined;
  const host = typeof code === 'string' ? hostFailureOf(code) : undefined;
  return host instanceof HostDeniedError ? host : undefined;
}
