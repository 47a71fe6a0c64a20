/** So many bytes of JSON that an answer may have. */
export class ByteBudget {
  #left: number;

  constructor(readonly bytes: number) {
    this.#left = bytes;
  }

  /** Takes a value's part of the budget. @returns false, and takes nothing, when there is too little left for it */
  take(value: object): boolean {
    // One more for the comma.
    const size = utf8Length(JSON.stringify(value)) + 1;
    if (size > this.#left) return false;
    this.#left -= size;
    return true;
  }
}

/** Bytes of a text as UTF-8; the sandbox of the functions has no `TextEncoder` (nango-platform.md §3). */
export function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
  }
  return length;
}
