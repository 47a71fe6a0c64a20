/** Between two words of a comment, also where a new line begins. */
const gap = String.raw`\s+(?:\*\s|//\s)?`;
const sections = String.raw`(?:,?${gap}§[\d.]+(?:–[\d.]+)?)*`;
const place = String.raw`(?:,${gap}(?:"[^"]*"|\x60[^\x60]*\x60))?`;
/** A document of this package and the place in it: `halo-api.md §3.4, §12`, `docs/decisions.md, "Memory"`. */
const citation = String.raw`(?:[\w-]+/)*[\w-]+\.md${sections}${place}`;
const citations = `${citation}(?:,${gap}${citation})*`;

const alone = new RegExp(String.raw`${gap}\(${citations}\)`, 'g');
const last = new RegExp(String.raw`[,:]${gap}${citations}(?=\))`, 'g');

/**
 * The text without its citations of this package's documents, which are not there in the project that it is copied to. The
 * reasons stay, because citations stand in parentheses, alone or last. Once package.json states an address of this package,
 * they should become links instead.
 */
export function withoutCitations(text: string): string {
  return text.replace(alone, '').replace(last, '');
}
