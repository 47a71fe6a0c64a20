/** A page with generated text between two comments, `<!-- <name>:start -->` and `<!-- <name>:end -->`, each on a line. */
interface MarkedPage {
  /** Its path, for messages. */
  readonly path: string;
  readonly text: string;
}

/** The page with this text between its markers. @throws when the markers are missing */
export function insertBetween({ path, text }: MarkedPage, name: string, content: string): string {
  const markers = new RegExp(`(<!-- ${name}:start -->\\n)[\\s\\S]*?(<!-- ${name}:end -->)`);
  if (!markers.test(text)) {
    throw new Error(`${path} has no <!-- ${name}:start --> and <!-- ${name}:end -->, each on its own line`);
  }
  return text.replace(markers, (_, start: string, end: string) => `${start}\n${content.trim()}\n\n${end}`);
}
