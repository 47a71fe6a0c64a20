/**
 * The platform's own interpolation for client credentials, in as few words as its behaviour needs, so that the tests
 * see what a server would make of a definition. It follows the server's source (`packages/shared/lib/utils/utils.ts`).
 */

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{connectionConfig\.([^{}]*)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
}

function choose(template: string, values: Readonly<Record<string, string>>): string {
  const [left = '', right] = template.split('||').map((side) => side.trim());
  if (right === undefined) return fill(left, values);
  const filled = fill(left, values);
  return filled !== '' && filled !== left ? filled : fill(right, values);
}

/** The token endpoint: values are percent-encoded, empty ones dropped; an address that then fails is decoded once. */
export function tokenUrl(template: string, config: Readonly<Record<string, string>>): string {
  const values = Object.fromEntries(
    Object.entries(config)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [name, encodeURIComponent(value)]),
  );
  const text = choose(template, values);
  if (text.includes('${')) throw new Error('Missing config parameters');
  return new URL(URL.canParse(text) ? text : decodeURIComponent(text)).href;
}

/** What `scope=` carries: the connection's own scopes, else the integration's; commas become the separator. */
export function scope(separator: string, integration: readonly string[], connection: string): string {
  return (connection === '' ? integration.join(',') : connection).split(',').join(separator);
}

/** The address that the proxy begins with: of two sides, the left one if the first variable of all is not empty. */
export function apiUrl(template: string, config: Readonly<Record<string, string>>): string {
  const [left = '', right = left] = template.split('||').map((side) => side.trim());
  const first = /connectionConfig\.(\w+)/.exec(template)?.[1] ?? '';
  return fill(config[first] ? left : right, config);
}
