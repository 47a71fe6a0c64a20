/**
 * Characters of no width occur inside Halo's texts (halo-api.md §6.1.4); they break comparisons. Joiners (U+200C,
 * U+200D) stay: scripts such as Persian are spelt with them, and so are many emoji.
 */
const invisible = '\u200B\u2060\uFEFF';

/**
 * NUL, which one public report shows in a summary (halo-api.md §6.1.4), and halves of characters. The platform accepts
 * both, and the databases of consumers do not (nango-platform.md §15).
 */
const unstorable = '\0\uD800-\uDFFF';

/** True for few texts: those with one of these characters, or with a character that is written as a surrogate pair. */
const suspicious = new RegExp(`[${invisible}${unstorable}]`);

/** With the flag `u`, surrogate pairs do not match. */
const unwanted = new RegExp(`[${invisible}${unstorable}]`, 'gu');

/** A text without characters that cannot be stored or seen. */
function withoutUnwanted(value: string): string {
  return suspicious.test(value) ? value.replace(unwanted, '') : value;
}

/** A text as it may be saved: without unwanted characters, and nothing instead of the empty text. */
export function cleanText(value: string): string | undefined {
  const text = withoutUnwanted(value).trim();
  return text === '' ? undefined : text;
}

/** A value as JSON text, its own texts without unwanted characters. */
export function toJsonText(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'string' ? withoutUnwanted(inner) : inner));
}
