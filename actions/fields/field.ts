import type { z } from 'zod';

import { readDate } from '../../halo/values/dates.js';
import { isRow, type HaloRow } from '../../halo/values/rows.js';
import { cleanText } from '../../halo/values/texts.js';
import type { Choices } from '../choices/choices.js';

/** What a field may use to become a part of Halo's body. */
export interface FieldContext {
  readonly choices: Choices;
  /** The record before the change; `undefined` for a new one. */
  readonly current: HaloRow | undefined;
}

/**
 * A field that a function takes: what callers give, and what Halo is sent for it, in one place, so that the two cannot
 * drift apart.
 */
export interface WriteField<Schema extends z.ZodType = z.ZodType> {
  readonly schema: Schema;
  readonly description: string;
  /** Keys of Halo's that are written; they stand in the description too. */
  readonly halo: readonly string[];
  /** Field of the record that shows what was written, when it has another name than this one. */
  readonly shownAs?: string;
  /** True when a record has the value already, as far as can be told without looking names up. */
  holds?(current: HaloRow, value: z.output<Schema>): boolean;
  /** @throws InvalidChoiceError for a value that the tenant does not know; several at once with `chooseEach` */
  write(value: z.output<Schema>, context: FieldContext): HaloRow | Promise<HaloRow>;
  /** Whether a record shows what was sent. Told by the keys that it carries; a key that it lacks says "none". */
  shows(row: HaloRow, sent: HaloRow): boolean;
  /** What a record shows in place of what was sent. Default: its values of the keys that were sent. */
  became?(row: HaloRow, sent: HaloRow): unknown;
}

/** True when each key that was sent has that value in a row. */
export function showsAll(row: HaloRow, sent: HaloRow): boolean {
  return Object.entries(sent).every(([key, value]) => sameValue(row[key], value));
}

/** Whether two values mean the same to Halo, which writes one value in several ways (halo-api.md §6.1). */
export function sameValue(one: unknown, other: unknown): boolean {
  if (isNone(one) || isNone(other)) return isNone(one) && isNone(other);
  if (typeof one === 'boolean' || typeof other === 'boolean') return asFlag(one) === asFlag(other);
  if (typeof one === 'object' || typeof other === 'object')
    return JSON.stringify(ids(one)) === JSON.stringify(ids(other));
  const [a, b] = [scalarText(one), scalarText(other)];
  if (a === undefined || b === undefined) return a === b;
  if (a === b || (isNumber(a) && isNumber(b) && Number(a) === Number(b))) return true;
  const [first, second] = [readDate(a), readDate(b)];
  // Halo keeps some times by the minute or the second only (halo-api.md §6.1.2).
  if (typeof first === 'string' && typeof second === 'string') return first.slice(0, 19) === second.slice(0, 19);
  return a.replace(/\s+/g, ' ') === b.replace(/\s+/g, ' ');
}

/** Missing, null, empty, 0 and -1 all mean "none", and an empty flag "no" (halo-api.md §6.1.1, §6.1.3). */
function isNone(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    (typeof value === 'string' && cleanText(value) === undefined) ||
    value === 0 ||
    value === -1 ||
    value === false ||
    (Array.isArray(value) && value.length === 0)
  );
}

function scalarText(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? cleanText(`${value}`) : undefined;
}

function asFlag(value: unknown): boolean {
  return value === true || value === 1 || value === '1' || value === 'true';
}

function isNumber(text: string): boolean {
  return text !== '' && Number.isFinite(Number(text));
}

/** References are compared by their ids, whether they come as objects, as ids, or as one text with commas. */
function ids(value: unknown): readonly string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : String(value).split(',');
  return items.map((item) => String(isRow(item) ? item['id'] : item).trim()).sort();
}
