import { foldName } from './words.js';

/** What the settings of a connection say about statuses or priorities, by id or by name, however it is spelt. */
export class Overrides<Value> {
  readonly #byKey: ReadonlyMap<string, Value>;
  readonly #byName: ReadonlyMap<string, Value>;

  constructor(given: Readonly<Record<string, Value>> = {}) {
    const entries = Object.entries(given);
    this.#byKey = new Map(entries);
    this.#byName = new Map(entries.map(([name, value]) => [foldName(name), value]));
  }

  find(id: string | undefined, name: string | undefined): Value | undefined {
    if (this.#byKey.size === 0) return undefined;
    const byId = id === undefined ? undefined : this.#byKey.get(id);
    if (byId !== undefined || name === undefined) return byId;
    return this.#byKey.get(name) ?? this.#byName.get(foldName(name));
  }
}
