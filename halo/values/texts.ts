/**
 * Characters of no width occur inside Halo's texts (halo-api.md §6.1.4); they break comparisons. Joiners (U+200C,
 * U+200D) stay: scripts such as Persian are spelt with them, and so are many emoji.
 */
const invisible = /[\u200B\u2060\uFEFF]/;
const allInvisible = new RegExp(invisible, 'g');

/** A text as it may be saved: without invisible characters, and nothing instead of the empty text. */
export function cleanText(value: string): string | undefined {
  const text = (invisible.test(value) ? value.replace(allInvisible, '') : value).trim();
  return text === '' ? undefined : text;
}
