import type { HaloRow } from '../../halo/values/rows.js';
import type { Call } from '../call.js';

/** Where an idempotency key is kept in Halo, and how it is found there. */
export interface KeyPlace {
  /** The body of a new record with the key in it. */
  put(body: HaloRow, key: string): HaloRow;
  /** Whether a row carries the key. */
  holds(row: HaloRow, key: string): boolean;
  /**
   * The records that carry a key, the oldest first.
   *
   * @param body what was sent, or would be: it may say where to look
   */
  find(call: Call, key: string, body: HaloRow): Promise<readonly HaloRow[]>;
}

/** A type of record that can be changed. */
export interface ChangeableKind<Record> {
  /** What messages call one of them. */
  readonly name: string;
  readonly endpoint: `/${string}`;
  /** Parameters of a write, such as those that make its answer short. */
  readonly params: Readonly<{ [name: string]: string }>;
  /** The id, as records carry it, of a row or of Halo's answer to a write. */
  idOf(row: HaloRow): string | undefined;
  /** When a row was changed last, if it says so; ISO 8601. */
  updatedAt(row: HaloRow): string | undefined;
  /** The row of an id, as the sync of the record type reads it. @returns `undefined` when Halo shows none */
  read(call: Call, id: string): Promise<HaloRow | undefined>;
  /** The record as its sync saves it. */
  toRecord(call: Call, row: HaloRow): Promise<Record>;
}

/** A type of record that can be made and changed. */
export interface WritableKind<Record> extends ChangeableKind<Record> {
  readonly key: KeyPlace;
}
