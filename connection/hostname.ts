import { problems, type SetupProblem } from './problems.js';

const label = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const plainHost = new RegExp(`^(?:${label}\\.)+${label}$`, 'i');

/** A host with a port, or with a path other than that of the API. */
const needsAddress = /^(?:https:\/\/)?[a-z0-9.-]+(?::\d|\/(?!api\/?$)[^/?#\s])/i;

/** The longest name that DNS knows; longer text is not even looked at. */
const longestName = 253;

/**
 * Whether a connection's hostname is a plain host and nothing else. Nango's form checks it, but its API lets schemes,
 * paths, ports and user names through, and requests then go where the rest of the text leads (nango-platform.md §11).
 *
 * @returns what is wrong, with the correct form if it is known; the value itself is never repeated, because it
 * may hold a password
 */
export function checkHostname(hostname: unknown): SetupProblem | undefined {
  if (isPlainHost(hostname)) return undefined;
  if (typeof hostname !== 'string') return problems.hostname(undefined, false);
  return problems.hostname(suggestHost(hostname), needsAddress.test(hostname.slice(0, longestName)));
}

function isPlainHost(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > longestName || !plainHost.test(value)) return false;
  // Numbers such as "0x7f.1" are plain to look at and lead to an address that they do not show.
  const address = `https://${value}`;
  return URL.canParse(address) && new URL(address).hostname === value.toLowerCase();
}

/** The host inside an address: without scheme, user name, port, path and blanks. */
function suggestHost(text: string): string | undefined {
  const [authority = ''] = text
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .split(/[/?#\\\s]/);
  const host = authority
    .slice(authority.lastIndexOf('@') + 1)
    .replace(/:\d*$/, '')
    .replace(/\.+$/, '')
    .toLowerCase();
  return isPlainHost(host) ? host : undefined;
}
