import { Collection, type ChangeClock, type IdRange, type Stamped } from './collection.js';
import type { Layout } from './layout.js';
import { RowTexts } from './row-texts.js';
import { Selector } from './selection.js';
import type { Row } from './row.js';
import type { RecordType } from './type.js';

/** A change that the tenant cannot make: the record does not exist. A mistake of the test, never of the client. */
export class NoSuchRecord extends Error {
  constructor(kind: string, id: number) {
    super(`The tenant has no ${kind} record ${id}`);
    this.name = 'NoSuchRecord';
  }
}

/** What may be given when a record is made or changed: everything but its id. */
export type Changes<T> = Partial<Omit<T, 'id'>>;

/** The records of one kind with the changes that all kinds know. Every change stamps `last_update` by the clock. */
export class Store<T extends Stamped> {
  readonly rows: Collection<T>;
  readonly selector: Selector<T>;
  /** Rows that were written lately. */
  readonly texts = new RowTexts<T>();
  #next: number;

  constructor(
    readonly kind: string,
    protected readonly layout: Layout,
    base: IdRange,
    protected readonly generate: (layout: Layout, id: number) => T,
    protected readonly clock: ChangeClock,
    fixed: readonly T[] = [],
  ) {
    this.rows = new Collection(base, (id) => generate(layout, id), layout.newest, clock, fixed);
    this.selector = new Selector(this.rows);
    this.#next = Math.max(base.first + base.count, ...fixed.map(({ id }) => id + 1));
  }

  /** The record as it is now, whatever readers of the API see of it. */
  get(id: number): T | undefined {
    return this.rows.get(id);
  }

  /** As `get`, for records that must exist. */
  require(id: number): T {
    const record = this.get(id);
    if (record === undefined) throw new NoSuchRecord(this.kind, id);
    return record;
  }

  protected nextId(): number {
    return this.#next++;
  }

  /** Makes a record with the next id; fields that are not given are made up. */
  create(values: Changes<T> = {}): T {
    const id = this.nextId();
    const record: T = { ...this.generate(this.layout, id), ...values, id, last_update: this.clock.now() };
    this.rows.put(id, record);
    return record;
  }

  /** Changes fields and stamps the record, unless the change brings its own `last_update`. */
  edit(id: number, changes: Changes<T>): T {
    const record: T = { ...this.require(id), last_update: this.clock.now(), ...changes };
    this.rows.put(id, record);
    return record;
  }

  /** Removes the record permanently, without a tombstone. Records that refer to it stay and show it as unknown. */
  delete(id: number): void {
    this.require(id);
    this.rows.put(id, null);
  }

  /** Ids of all records that exist, ascending. */
  ids(): number[] {
    return [...this.rows.ids()];
  }
}

/** The records of a described type. */
export class TypeStore<T extends Stamped> extends Store<T> {
  constructor(
    readonly type: RecordType<T>,
    layout: Layout,
    clock: ChangeClock,
  ) {
    const generate = (from: Layout, id: number): T => type.generate(from, id);
    super(type.name, layout, layout.range(type.name), generate, clock, type.fixed);
  }

  /** Changes one field, by its name, and stamps the record. */
  change(id: number, field: string, value: unknown): T {
    const record: T = { ...this.require(id), [field]: value, last_update: this.clock.now() };
    this.rows.put(id, record);
    return record;
  }

  /**
   * Saves what a client wrote, by the names of fields.
   *
   * @param id of the record that is changed; a new one when undefined, of which all fields must be given
   */
  save(id: number | undefined, values: Row): T {
    const own = id ?? this.nextId();
    const before = id === undefined ? this.generate(this.layout, own) : this.require(id);
    const record: T = { ...before, ...values, id: own, last_update: this.clock.now() };
    this.rows.put(own, record);
    return record;
  }

  archive(id: number): T {
    return this.#archived(id, true);
  }

  unarchive(id: number): T {
    return this.#archived(id, false);
  }

  #archived(id: number, inactive: boolean): T {
    if (this.type.archived === 'never') throw new TypeError(`The tenant's ${this.kind} cannot be archived`);
    const record: T = { ...this.require(id), inactive, last_update: this.clock.now() };
    this.rows.put(id, record);
    return record;
  }
}

/** Whether a store holds the records of this type. */
export function isStoreOf<T extends Stamped>(store: unknown, type: RecordType<T>): store is TypeStore<T> {
  return store instanceof TypeStore && store.type === type;
}
