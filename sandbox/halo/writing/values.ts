import { parseDate } from '../dates.js';
import { FIELD_TYPE, type FieldDefinition, type FieldValue, type FieldValues } from '../records/custom-fields.js';
import type { Row } from '../records/row.js';
import type { WriteSwitches } from '../switches/writing.js';

/** One record of a body. */
export type Body = Readonly<Record<string, unknown>>;

export const isBody = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function textOf(body: Body, key: string): string | undefined {
  const value = body[key];
  return typeof value === 'string' ? value : undefined;
}

export function numberOf(body: Body, key: string): number | undefined {
  const value = body[key];
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

export function flagOf(body: Body, key: string): boolean | undefined {
  const value = body[key];
  return typeof value === 'boolean' ? value : undefined;
}

/** No text, or one of spaces only. */
export function isBlank(value: unknown): boolean {
  return typeof value !== 'string' || value.trim() === '';
}

/** Milliseconds since 1970. */
export function dateOf(body: Body, key: string): number | undefined {
  const value = textOf(body, key);
  return value === undefined ? undefined : parseDate(value);
}

const DAY_MS = 86_400_000;

/** A moment that is kept as a day and a time of day: a time inside the day is lost (halo-api.md §6.1.2). */
export function dayAndTimeOf(body: Body, dayKey: string, timeKey: string): number | undefined {
  const date = dateOf(body, dayKey);
  if (date === undefined) return undefined;
  const day = Math.floor(date / DAY_MS) * DAY_MS;
  const [, hours, minutes, seconds] = /^(\d\d):(\d\d):(\d\d)$/.exec(textOf(body, timeKey) ?? '') ?? [];
  return hours === undefined ? day : day + ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}

/** The plain text that Halo makes of HTML: the tags are gone, and line breaks with them (halo-api.md §6.10). */
export function plainText(html: string): string {
  const text = html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&nbsp;', ' ').replaceAll('&amp;', '&');
}

/** The ids of a list of references. */
export function idsOf(body: Body, key: string): number[] | undefined {
  const value = body[key];
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((item: unknown) => (isBody(item) ? (numberOf(item, 'id') ?? []) : []));
}

/** Custom field values after a write: those that are listed change, the others stay (halo-api.md §7.4). */
export function withCustomFields(
  before: FieldValues,
  body: Body,
  definitions: readonly FieldDefinition[],
  { emptyFieldValues }: WriteSwitches,
): FieldValues {
  const list = body['customfields'];
  if (!Array.isArray(list)) return before;
  const after: Record<number, FieldValue> = { ...before };
  for (const entry of list.filter(isBody)) {
    const definition = definitions.find(({ id, name }) => id === entry['id'] || name === entry['name']);
    if (definition === undefined) continue;
    const value = entry['value'];
    const isKept = isEmptyOf(definition, value) ? emptyFieldValues === 'ignored' : value === null || value === '';
    if (!isKept) after[definition.id] = isEmptyOf(definition, value) ? undefined : fieldValue(definition, value);
  }
  return after;
}

/** What empties a field of a type. It is a guess (switch `emptyFieldValues`), so nothing else does. */
function isEmptyOf({ type }: FieldDefinition, value: unknown): boolean {
  switch (type) {
    case FIELD_TYPE.select:
      return value === 0 || value === -1;
    case FIELD_TYPE.multi:
    case FIELD_TYPE.table:
      return Array.isArray(value) && value.length === 0;
    case FIELD_TYPE.date:
      return value === null;
    case FIELD_TYPE.checkbox:
      return false;
    case FIELD_TYPE.text:
    case FIELD_TYPE.memo:
    case FIELD_TYPE.time:
    case FIELD_TYPE.richText:
      return value === '';
  }
}

function fieldValue({ type }: FieldDefinition, value: unknown): FieldValue {
  switch (type) {
    case FIELD_TYPE.select:
      return Number(isBody(value) ? value['id'] : value);
    case FIELD_TYPE.multi:
      return Array.isArray(value) ? value.map((item: unknown) => Number(isBody(item) ? item['id'] : item)) : [];
    case FIELD_TYPE.date:
      return typeof value === 'string' ? parseDate(value) : undefined;
    case FIELD_TYPE.checkbox:
      return value === true || value === 'true' || value === 1;
    case FIELD_TYPE.text:
    case FIELD_TYPE.memo:
    case FIELD_TYPE.time:
    case FIELD_TYPE.table:
    case FIELD_TYPE.richText:
      return typeof value === 'string' ? value : JSON.stringify(value);
  }
}

/** Those of a body's fields that are shown as they were written. */
export function pick(body: Body, keys: readonly string[]): Row {
  return Object.fromEntries(keys.filter((key) => body[key] !== undefined).map((key) => [key, body[key]]));
}
