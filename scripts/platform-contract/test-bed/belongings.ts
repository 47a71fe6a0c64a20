interface Belonging {
  readonly what: string;
  readonly remove: () => Promise<unknown>;
}

/** What a run has made on a server, and how each of it is removed again. */
export class Belongings {
  readonly #made: Belonging[] = [];

  /** Notes something that was made, or is about to be: it is removed last in, first out. */
  add(what: string, remove: () => Promise<unknown>): void {
    this.#made.push({ what, remove });
  }

  /**
   * Removes everything. What cannot be removed does not keep the rest.
   *
   * @returns what is left and why, in words
   */
  async removeAll(): Promise<string[]> {
    const left: string[] = [];
    for (let next = this.#made.pop(); next !== undefined; next = this.#made.pop()) {
      try {
        await next.remove();
      } catch (error) {
        left.push(`${next.what} (${error instanceof Error ? error.message : String(error)})`);
      }
    }
    return left;
  }
}
