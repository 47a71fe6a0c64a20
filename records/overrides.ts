import { foldName } from './words.js';

/** What a connection's settings say that something means, found by id or by name, however the name is spelt. */
export class Overrides<Value> {
  readonly #byKey: ReadonlyMap<string, Value>;
  readonly #byName: Map<string, Value>;

  constructor(given: Readonly<Record<string, Value>> = {}) {
    const entries = Object.entries(given);
    this.#byKey = new Map(entries);
    this.#byName = new Map(entries.map(([name, value]) => [foldName(name), value]));
    // Names without letters and digits, such as "+" and "-", would all be one.
    this.#byName.delete('');
  }

  /** What is said of the id; else of the first of the names of which something is said. */
  find(id: string | undefined, ...names: readonly (string | undefined)[]): Value | undefined {
    if (this.#byKey.size === 0) return undefined;
    const byId = id === undefined ? undefined : this.#byKey.get(id);
    if (byId !== undefined) return byId;
    for (const name of names) {
      const found = name === undefined ? undefined : (this.#byKey.get(name) ?? this.#byName.get(foldName(name)));
      if (found !== undefined) return found;
    }
    return undefined;
  }
}
