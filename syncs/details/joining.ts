import { isRow, type HaloRow } from '../../halo/values/rows.js';
import type { SavedRecord } from '../../records/contract.js';

/** What the cache adds to a record, and the field that this folder sets itself. */
const ownFields = new Set(['_nango_metadata', 'is_complete']);

/** The field of a record that says when its row was changed last. */
const stamp = 'updated_at';

/** Whether the detail of a record has to be read. */
export type DetailNeed =
  /** The record has it. */
  | 'none'
  /** The record has waited for it since an earlier saving, and its row is as it was. */
  | 'waiting'
  /** The row is new, or has changed, so that the record is incomplete without it. */
  | 'due'
  /** The row is known to have changed, and no field of the list differs: only the detail can tell what. */
  | 'unseen';

/** A record of a list's row, joined with what the cache holds of it. */
export interface JoinedRecord {
  readonly record: SavedRecord;
  readonly need: DetailNeed;
}

/**
 * Joins the record that a list's row makes with the one in the cache, because saving replaces a record: what a detail has
 * brought stays. A row that is new, or whose list fields have changed, makes the record incomplete until its detail is read
 * again.
 *
 * @param listed the record of the row
 * @param cached the record in the cache; `undefined` when there is none
 * @param fields the fields that only the detail has
 * @param hasChanged true when the row is known to have changed, although it may look as before
 */
export function joinListed(
  listed: SavedRecord,
  cached: HaloRow | undefined,
  fields: ReadonlySet<string>,
  hasChanged: boolean,
): JoinedRecord {
  const own = fieldsOf(listed);
  const { id } = listed;
  if (cached === undefined) return { record: toRecord(id, own), need: 'due' };
  const kept = pick(cached, (field) => fields.has(field));
  const isOther = isNewer(own, cached) || !isSameList(own, cached, fields);
  // A row that carries such a field itself is newer than the detail if it has changed, and as old as it if not.
  if (isOther) return { record: toRecord(id, { ...kept, ...own }), need: 'due' };
  if (cached['is_complete'] !== true) return { record: toRecord(id, { ...kept, ...own }), need: 'waiting' };
  return { record: toRecord(id, { ...own, ...kept, is_complete: true }), need: hasChanged ? 'unseen' : 'none' };
}

/** The record, said to be incomplete. */
export function withoutDetail(record: SavedRecord): SavedRecord {
  return toRecord(record.id, { ...fieldsOf(record), is_complete: false });
}

/**
 * The record in the cache with the fields of its detail.
 *
 * @returns `undefined` when the detail is older than what the record holds: a server that is behind has answered
 */
export function joinDetail(cached: HaloRow, detail: SavedRecord, fields: ReadonlySet<string>): SavedRecord | undefined {
  const own = fieldsOf(detail);
  if (isNewer(cached, own)) return undefined;
  const listed = pick(cached, (field) => !fields.has(field) && !ownFields.has(field));
  const brought = pick(own, (field) => fields.has(field));
  return toRecord(detail.id, { ...listed, ...brought, is_complete: true });
}

/** True when both say when their row was changed, and the one was changed later. */
function isNewer(one: HaloRow, other: HaloRow): boolean {
  const [time, otherTime] = [one[stamp], other[stamp]];
  return typeof time === 'string' && typeof otherTime === 'string' && time > otherTime;
}

/** Whether two records agree in all that lists give. */
function isSameList(one: HaloRow, other: HaloRow, fields: ReadonlySet<string>): boolean {
  const isListed = (field: string): boolean => !fields.has(field) && !ownFields.has(field);
  return isSame(pick(one, isListed), pick(other, isListed));
}

/** Whether two values are the same JSON, in whatever order their keys stand: the platform does not keep the order. */
function isSame(one: unknown, other: unknown): boolean {
  if (Array.isArray(one)) {
    return (
      Array.isArray(other) && one.length === other.length && one.every((item, index) => isSame(item, other[index]))
    );
  }
  if (!isRow(one) || !isRow(other)) return one === other;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every((key) => Object.hasOwn(other, key) && isSame(one[key], other[key]));
}

/**
 * A record whose keys stand in one order, at all depths: the platform takes records for the same whose JSON texts are
 * the same, and gives back records in an order of its own.
 */
function toRecord(id: string, fields: HaloRow): SavedRecord {
  return { ...sorted({ ...fields, id }), id };
}

function sorted(row: HaloRow): HaloRow {
  const entries = Object.entries(row).map(([key, value]) => [key, sortedWithin(value)] as const);
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function sortedWithin(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedWithin);
  return isRow(value) ? sorted(value) : value;
}

/** The fields of a record that have a value. */
function fieldsOf(record: SavedRecord): HaloRow {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

function pick(row: HaloRow, isWanted: (field: string) => boolean): HaloRow {
  return Object.fromEntries(Object.entries(row).filter(([field]) => isWanted(field)));
}
