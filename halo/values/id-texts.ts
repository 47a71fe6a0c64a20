/** A comma takes three characters in a query, as `%2C` (halo-api.md §2.6). */
const comma = 3;

/**
 * Ids as lists for parameters, as few as may be, none of which takes more than so many characters of a query.
 *
 * @param characters must be enough for one id
 */
export function idTexts(ids: readonly number[], characters: number): string[] {
  const texts: string[] = [];
  let text = '';
  let length = 0;
  for (const id of ids) {
    const added = String(id).length + (text === '' ? 0 : comma);
    if (text !== '' && length + added > characters) {
      texts.push(text);
      text = '';
      length = 0;
    }
    length += text === '' ? String(id).length : added;
    text = text === '' ? String(id) : `${text},${id}`;
  }
  return text === '' ? texts : [...texts, text];
}
