import { problems, type SetupProblem } from './problems.js';

/** As in the Connect form (providers/halo-psa.yaml), which Nango's API passes by (nango-platform.md §11). */
const wholeAddress = /^https:\/\/[a-z0-9.-]+(?::\d{1,5})?(?:\/[a-z0-9._~-]+)*\/api$/i;

/** Addresses that are longer are not even looked at. */
const longest = 500;

/**
 * Whether a connection's Resource Server, if it has one, is an address of the API on the connection's own host: requests,
 * and the token with them, go where it leads.
 *
 * @returns what is wrong; the value itself is never repeated, because it may hold a password
 */
export function checkResourceServer(address: unknown, hostname: unknown): SetupProblem | undefined {
  if (address === undefined || address === null || address === '') return undefined;
  if (typeof address !== 'string' || address.length > longest || !wholeAddress.test(address)) {
    return problems.resourceServer();
  }
  const isOwn = URL.canParse(address) && new URL(address).hostname === String(hostname).toLowerCase();
  return isOwn ? undefined : problems.resourceServer();
}
