import { readDate } from './dates.js';
import { isRow, toInteger, type HaloRow } from './rows.js';
import { cleanText } from './texts.js';

/** What a custom field's value is (halo-api.md §6.2). */
export type CustomFieldType =
  'text' | 'select' | 'multi_select' | 'date' | 'time' | 'checkbox' | 'rich_text' | 'table' | 'other';

const typeNames: Readonly<Record<number, CustomFieldType>> = {
  0: 'text',
  1: 'text',
  2: 'select',
  3: 'multi_select',
  4: 'date',
  5: 'time',
  6: 'checkbox',
  7: 'table',
  10: 'rich_text',
};

// Named once: the runner's sandbox looks a global up anew each time (docs/performance.md).
const { isArray } = Array;

/** A custom field's value, read. */
export interface CustomFieldValue {
  label: string;
  type: CustomFieldType;
  /** Texts as they are, dates as ISO 8601 UTC, checkboxes as booleans, options as their ids, tables as JSON text. */
  value: string | number | boolean | string[];
  /** The value as Halo shows it. Its date format is a setting of the tenant: never parse it (halo-api.md §6.2). */
  display?: string;
}

/**
 * Reads the `customfields` of a row. Fields without a value are left out.
 *
 * @returns by field name, without Halo's column prefix `CF`; `undefined` when the row carries none
 */
export function readCustomFields(value: unknown): Record<string, CustomFieldValue> | undefined {
  if (!isArray(value) || value.length === 0) return undefined;
  const fields: Record<string, CustomFieldValue> = {};
  let isEmpty = true;
  for (const item of value) {
    if (!isRow(item) || typeof item['name'] !== 'string') continue;
    const name = customFieldName(item['name']);
    const field = readCustomField(name, item);
    if (field === undefined) continue;
    fields[name] = field;
    isEmpty = false;
  }
  return isEmpty ? undefined : fields;
}

/** The name that records use: Halo's column name without its prefix, `CFcontractLevel` → `contractLevel`. */
export function customFieldName(column: string): string {
  return column.length > 2 && column.startsWith('CF') ? column.slice(2) : column;
}

function readCustomField(name: string, field: HaloRow): CustomFieldValue | undefined {
  const given = field['value'];
  if (given === undefined || given === null || given === '') return undefined;
  const type = typeNames[toInteger(field['type']) ?? -1] ?? 'other';
  const value = readValue(type, given);
  if (value === undefined) return undefined;
  const label = typeof field['label'] === 'string' ? cleanText(field['label']) : undefined;
  const display = typeof field['display'] === 'string' ? cleanText(field['display']) : undefined;
  const read: CustomFieldValue = { label: label ?? name, type, value };
  if (display !== undefined) read.display = display;
  return read;
}

function readValue(type: CustomFieldType, value: unknown): CustomFieldValue['value'] | undefined {
  switch (type) {
    case 'select': {
      // Unset is 0 in one tenant, -1 in another; ids come as numbers and as texts in one payload (halo-api.md §6.2).
      return chosen(value);
    }
    case 'multi_select': {
      const options = readOptions(value);
      return options.length === 0 ? undefined : options;
    }
    case 'date':
      return readDate(value) ?? undefined;
    case 'checkbox':
      return ['true', '1'].includes(textOf(value).toLowerCase());
    default:
      if (typeof value === 'object') return JSON.stringify(value);
      return typeof value === 'number' || typeof value === 'boolean' ? value : textOf(value) || undefined;
  }
}

/** A scalar as text; what is no scalar has no text. */
function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? (cleanText(`${value}`) ?? '')
    : '';
}

/** A comma list when read, a list of objects when written (halo-api.md §6.2): both are accepted. */
function readOptions(value: unknown): string[] {
  const items: readonly unknown[] = isArray(value) ? value : textOf(value).split(',');
  return items.flatMap((item) => chosen(isRow(item) ? item['id'] : item) ?? []);
}

/** The id of an option; 0 and -1 mean that none is chosen. */
function chosen(value: unknown): string | undefined {
  const option = textOf(value);
  return option === '' || option === '0' || option === '-1' ? undefined : option;
}
