import { readDate } from './dates.js';
import { isArray, isRow, readFlag } from './rows.js';
import { cleanText, toJsonText } from './texts.js';

/** What a custom field's value is (halo-api.md §6.2). */
export const customFieldTypes = [
  'text',
  'memo',
  'select',
  'multi_select',
  'date',
  'time',
  'checkbox',
  'rich_text',
  'table',
  'other',
] as const;
export type CustomFieldType = (typeof customFieldTypes)[number];

export interface CustomValue {
  /** Texts as they are, dates as ISO 8601 UTC, checkboxes as booleans, options as their ids, tables as JSON text. */
  value: string | number | boolean | string[];
  /** The value as Halo shows it. Its date format is a setting of the tenant: never parse it (halo-api.md §6.2). */
  display?: string;
}

export const unreadable: unique symbol = Symbol('unreadable');
type Unreadable = typeof unreadable;

/**
 * Reads the value of a custom field by its type.
 *
 * @returns `undefined` if it means that there is no value, `unreadable` if it is not of this type
 */
export function readCustomValue(
  type: CustomFieldType,
  given: unknown,
  display: unknown,
): CustomValue | undefined | Unreadable {
  const value = readByType(type, given);
  if (value === undefined || value === unreadable) return value;
  const shown = textOf(display) ?? nameOf(given);
  return shown === undefined ? { value } : { value, display: shown };
}

function readByType(type: CustomFieldType, given: unknown): CustomValue['value'] | undefined | Unreadable {
  switch (type) {
    case 'select':
      return readOption(given);
    case 'multi_select':
      return readOptions(given);
    case 'date': {
      const date = readDate(given);
      return date === undefined ? unreadable : (date ?? undefined);
    }
    case 'time':
      return readTime(given);
    case 'checkbox':
      return readFlag(given) ?? unreadable;
    case 'table':
    case 'other':
      return typeof given === 'object' ? toJsonText(given) : readScalar(given);
    default:
      return readScalar(given);
  }
}

function readScalar(given: unknown): string | number | boolean | undefined | Unreadable {
  if (typeof given === 'string') return cleanText(given);
  return typeof given === 'number' || typeof given === 'boolean' ? given : unreadable;
}

/**
 * The id of an option, which comes as a number, a text or in an object. Unset is 0 in one tenant, -1 in another
 * (halo-api.md §6.2).
 */
function readOption(given: unknown): string | undefined | Unreadable {
  const id = isRow(given) ? given['id'] : given;
  if (typeof id !== 'string' && typeof id !== 'number') return unreadable;
  const option = cleanText(`${id}`);
  return option === '0' || option === '-1' ? undefined : option;
}

/** A comma list or a list of ids when read, a list of objects when written (halo-api.md §6.2): all are accepted. */
function readOptions(given: unknown): string[] | undefined | Unreadable {
  const items: readonly unknown[] | undefined = isArray(given)
    ? given
    : typeof given === 'string' || typeof given === 'number'
      ? `${given}`.split(',')
      : undefined;
  if (items === undefined) return unreadable;
  const options: string[] = [];
  for (const item of items) {
    const option = readOption(item);
    if (option === unreadable) return unreadable;
    if (option !== undefined) options.push(option);
  }
  return options.length === 0 ? undefined : options;
}

/** `hh:mm` with or without seconds, alone or behind a date, as workdays have it (halo-api.md §6.1.2). */
const time = /^(?:\d{4}-\d{2}-\d{2}T)?((?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)(?:\.\d+)?Z?$/;

function readTime(given: unknown): string | Unreadable {
  return (typeof given === 'string' ? time.exec(given.trim())?.[1] : undefined) ?? unreadable;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return cleanText(value);
  return typeof value === 'number' ? `${value}` : undefined;
}

/** The names of options that come as objects, for an entry without a display text. */
function nameOf(given: unknown): string | undefined {
  const items: readonly unknown[] = isArray(given) ? given : [given];
  const names = items.flatMap((item) => (isRow(item) ? (textOf(item['name']) ?? []) : []));
  return names.length === 0 ? undefined : names.join(', ');
}
