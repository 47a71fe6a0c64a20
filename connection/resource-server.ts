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
  if (!URL.canParse(address)) return problems.resourceServer();
  const url = new URL(address);
  const isOwn = url.hostname === String(hostname).toLowerCase();
  // A path that leads back through ".." would be another one than it looks.
  return isOwn && address.toLowerCase().endsWith(`${url.host}${url.pathname}`.toLowerCase())
    ? undefined
    : problems.resourceServer();
}
