export type Values = Record<string, unknown>;

const placeholder = /\$\{([^{}]*)\}/g;
const isValues = (value: unknown): value is Values => typeof value === 'object' && value !== null;

function lookUp(path: string, values: Values): string | undefined {
  const nested = path.split('.').reduce<unknown>((at, key) => (isValues(at) ? at[key] : undefined), values);
  const found = nested ?? values[path];
  return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined;
}

/**
 * Fills `${a.b}` in; what has no value stays as it stands. `left || right` is decided by whether the left side changed *at
 * all*: a left side with one variable set and another unset is taken, half resolved (docs/decisions.md).
 */
export function interpolate(template: string, values: Values): string {
  if (!template.includes('${')) return template;
  if (template.includes('||')) {
    const [left = '', right = ''] = template.split('||').map((side) => side.trim());
    const filled = left === '' ? '' : interpolate(left, values);
    return filled !== '' && filled !== left ? filled : interpolate(right, values);
  }
  return template.replace(placeholder, (whole, path: string) => lookUp(path, values) ?? whole);
}

export const isResolved = (text: string): boolean => !text.includes('${');

/**
 * The URL of a token request: `connectionConfig.` is stripped from the template, values are URL-encoded, empty ones count
 * as unset.
 *
 * @throws Error when a variable is unset or the result is no URL.
 */
export function tokenUrl(template: string, connectionConfig: Values): URL {
  const encoded = Object.entries(connectionConfig)
    .filter(([, value]) => value !== '' && value !== undefined && value !== null)
    .map(([key, value]) => [key, encodeURIComponent(String(value))] as const);
  const filled = interpolate(template.replaceAll('connectionConfig.', ''), Object.fromEntries(encoded));
  if (!isResolved(filled)) {
    throw new Error(`Failed to interpolate URL template: ${template}. Missing config parameters.`);
  }
  // A host with a slash or a colon in it was encoded above and is no URL then; the real server decodes and goes there.
  for (const candidate of [filled, decodeURIComponent(filled)]) {
    if (URL.canParse(candidate)) return new URL(candidate);
  }
  throw new Error(`Invalid URL after interpolation: ${filled}. Template: ${template}`);
}

/**
 * Whether a variable of the template has no value; of `a || b`, one of each side. The real server asks this before it
 * sends anything, and takes an empty text for a value.
 */
export function missesVariable(template: string, connectionConfig: Values): boolean {
  const [left = '', right] = template
    .replaceAll('connectionConfig.', '')
    .split('||')
    .map((side) => interpolate(side.trim(), connectionConfig));
  return !isResolved(left) && (right === undefined || !isResolved(right));
}
