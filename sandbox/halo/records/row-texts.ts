/** Rows kept, about 2 kB each. */
const KEPT_TEXTS = 1000;

/**
 * The JSON text of the rows written last. Records are immutable, so a text is good for as long as its record is the
 * same object and rows are written in the same style. Property tests read the same few rows thousands of times.
 */
export class RowTexts<T extends object> {
  readonly #texts = new Map<T, string>();
  #style = '';

  get(record: T, style: string, write: () => string): string {
    if (style !== this.#style || this.#texts.size >= KEPT_TEXTS) {
      this.#texts.clear();
      this.#style = style;
    }
    let text = this.#texts.get(record);
    if (text === undefined) {
      text = write();
      this.#texts.set(record, text);
    }
    return text;
  }
}
