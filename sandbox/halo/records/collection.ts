/** What every record of a tenant has. `last_update` is in milliseconds since 1970. */
export interface Stamped {
  readonly id: number;
  readonly last_update: number;
}

/** A run of consecutive ids. */
export interface IdRange {
  readonly first: number;
  readonly count: number;
}

/** Time as a collection needs it: now, and how long a change stays invisible, both in milliseconds. */
export interface ChangeClock {
  now(): number;
  delay(): number;
}

interface Pending<T> {
  readonly at: number;
  readonly id: number;
  readonly record: T | null;
}

/** Rows generated last are kept, up to this many: a list and the scan behind it ask for the same ones. */
const KEPT_ROWS = 4096;

/**
 * The records of one kind: a base of untouched rows, computed from their id on demand, and an overlay of what was
 * created, changed or removed since. Records are immutable; a change replaces one.
 *
 * There are two views: the truth, and what a reader of the API sees, which lags behind while the switch
 * `delayedVisibilitySeconds` is on.
 */
export class Collection<T extends Stamped> {
  /** Counts changes of the readable view, so that selections know when they are stale. */
  version = 0;
  readonly #overlay = new Map<number, T | null>();
  readonly #lagging = new Map<number, T | null>();
  readonly #kept = new Map<number, T>();
  readonly #fixed: ReadonlyMap<number, T>;
  #pending: Pending<T>[] = [];

  /**
   * @param base ids of the untouched rows
   * @param generate computes the untouched row of an id
   * @param newest no untouched row was updated after this moment
   * @param fixed further unchanged rows, whose ids are not consecutive
   */
  constructor(
    readonly base: IdRange,
    private readonly generate: (id: number) => T,
    readonly newest: number,
    private readonly clock: ChangeClock,
    fixed: readonly T[] = [],
  ) {
    this.#fixed = new Map(fixed.map((record) => [record.id, record]));
  }

  /** How many records have been created, changed or removed: the only ones that take memory. */
  get changed(): number {
    return this.#overlay.size;
  }

  /** Ids of all records that are not of the base, or were changed or removed. */
  changedIds(): Iterable<number> {
    return this.#fixed.size === 0 ? this.#overlay.keys() : new Set([...this.#fixed.keys(), ...this.#overlay.keys()]);
  }

  /** The changed record: null if it was removed, undefined if it was not changed. */
  change(id: number): T | null | undefined {
    return this.#overlay.get(id);
  }

  isBase(id: number): boolean {
    return Number.isInteger(id) && id >= this.base.first && id < this.base.first + this.base.count;
  }

  /** The untouched row of an id, whatever became of it. Large scans pass `keep: false`. */
  baseRecord(id: number, keep = true): T {
    const kept = this.#kept.get(id);
    if (kept !== undefined) return kept;
    const record = this.generate(id);
    if (keep) {
      if (this.#kept.size >= KEPT_ROWS) this.#kept.clear();
      this.#kept.set(id, record);
    }
    return record;
  }

  /** The record as it is. Undefined if it does not exist or was removed. */
  get(id: number): T | undefined {
    const changed = this.#overlay.get(id);
    if (changed !== undefined) return changed ?? undefined;
    return this.isBase(id) ? this.baseRecord(id) : this.#fixed.get(id);
  }

  /** The record as the API shows it at this moment. */
  read(id: number): T | undefined {
    this.settle();
    const lagging = this.#lagging.get(id);
    return lagging === undefined ? this.get(id) : (lagging ?? undefined);
  }

  /** Replaces, adds or (with null) removes a record. */
  put(id: number, record: T | null): void {
    const delay = this.clock.delay();
    if (delay > 0) {
      if (!this.#lagging.has(id)) this.#lagging.set(id, this.get(id) ?? null);
      this.#pending.push({ at: this.clock.now() + delay, id, record });
    } else if (this.#lagging.delete(id)) {
      this.#pending = this.#pending.filter((pending) => pending.id !== id);
    }
    this.#overlay.set(id, record);
    this.version++;
  }

  /** Makes the changes readable whose delay is over. */
  settle(): void {
    if (this.#pending.length === 0) return;
    const now = this.clock.now();
    const due = this.#pending.filter((pending) => pending.at <= now);
    if (due.length === 0) return;
    this.#pending = this.#pending.filter((pending) => pending.at > now);
    for (const { id, record } of due) this.#lagging.set(id, record);
    const waiting = new Set(this.#pending.map((pending) => pending.id));
    for (const { id } of due) if (!waiting.has(id)) this.#lagging.delete(id);
    this.version++;
  }

  /** The version once all changes that are due have become readable. */
  settledVersion(): number {
    this.settle();
    return this.version;
  }

  /** Ids of all records that exist, ascending: the truth, for tests to compare with. */
  *ids(): Generator<number> {
    const created: number[] = [];
    for (const [id, record] of this.#overlay) if (record !== null && !this.isBase(id)) created.push(id);
    for (const id of this.#fixed.keys()) if (!this.#overlay.has(id)) created.push(id);
    for (let id = this.base.first; id < this.base.first + this.base.count; id++) {
      if (this.#overlay.get(id) !== null) yield id;
    }
    yield* created.sort((a, b) => a - b);
  }
}
