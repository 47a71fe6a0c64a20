import type { Row, RowContext } from './row.js';

/**
 * How clients of the API write records of a described type (halo-api.md §7.4). Fields are named by texts, which a test holds
 * against the objects.
 */
export interface Writing<Fields extends object = object> {
  /** The scope that the token needs in addition to the agent's right. */
  readonly scope: `edit:${string}`;
  /** Keys of a body that are whole numbers: anything else is refused before validation (halo-api.md §10). */
  readonly integers: readonly string[];
  /** Keys of a body that are fields of the record, and are kept as they come. */
  readonly fields: readonly string[];
  /** Keys of a body that are kept in the record's `extra`, which rows show as they are. */
  readonly extra?: readonly string[];
  /** A new record of which a client has said nothing. */
  blank(now: number): Fields;
  /** What a body changes beside `fields` and `extra`. */
  changes?(body: Row, before: Row, context: RowContext): Row;
  /**
   * What Halo would say of a record that is about to be saved: one problem at a time (halo-api.md §7.1).
   *
   * @param body what the client sent
   */
  problem?(record: Row, body: Row, context: RowContext): string | undefined;
}

/** A link to a record of another product, as `new_external_link` makes one (halo-api.md §7.4). */
export interface ExternalLink {
  readonly id: number;
  readonly third_party_id: string;
}
