import type { Context } from '../endpoints/context.js';
import type { Row } from '../records/row.js';
import type { Body } from './values.js';

/** A resource that takes changes. */
export interface WritableResource {
  /** Scope that the token needs. */
  readonly scope: string;
  /** Fields that are whole numbers: anything else is refused before validation (halo-api.md §10). */
  readonly integers: readonly string[];
  /**
   * Creates the record of a body without an id, and changes that of one with an id.
   *
   * @returns the saved object, as the API shows it
   * @throws Refusal
   */
  save(body: Body, context: Context): Row;
  /** @returns the deleted object; `undefined` when there is none of that id */
  remove?(id: number, context: Context): Row | undefined;
}
