import { customFieldTypeOf } from '../../halo/values/custom-fields.js';
import { readCustomValue, unreadable, type CustomFieldType } from '../../halo/values/custom-values.js';
import { readDate, toFilterDate } from '../../halo/values/dates.js';
import { isRow, toInteger, type HaloRow } from '../../halo/values/rows.js';
import { InvalidChoiceError } from '../choices/invalid-choice.js';
import type { Choice } from '../choices/kinds.js';
import { sameValue } from './field.js';

/**
 * The value of a custom field as Halo takes it: options by id, several as objects (halo-api.md §6.2).
 *
 * @param value as a caller gives it; nothing, an empty text and an empty list take the value away
 * @throws InvalidChoiceError for a value that is not of the field's type
 */
export function toHaloValue({ name, row }: Choice, value: unknown): unknown {
  const type = customFieldTypeOf(row['type']);
  if (isEmpty(value)) return emptyValue(type);
  switch (type) {
    case 'select':
      return optionId(name, row, value);
    case 'multi_select':
      return (Array.isArray(value) ? value : [value]).map((each: unknown) => ({ id: optionId(name, row, each) }));
    case 'date': {
      const date = readDate(value);
      if (typeof date !== 'string') throw InvalidChoiceError.option(`"${name}" takes a date such as "2026-12-01"`, []);
      return toFilterDate(date);
    }
    case 'time':
      if (readCustomValue(type, value, undefined) !== unreadable) return value;
      throw InvalidChoiceError.option(`"${name}" takes a time of day such as "07:30"`, []);
    case 'checkbox':
      if (typeof value !== 'boolean') throw InvalidChoiceError.option(`"${name}" takes true or false`, []);
      return value;
    case 'table':
      return tableRows(name, value);
    default:
      if (Array.isArray(value)) throw InvalidChoiceError.option(`"${name}" takes one value`, []);
      return value;
  }
}

/** Whether an entry of a record shows a value as Halo was sent it, in whichever form it writes it. */
export function showsValue({ type, value: shown }: HaloRow, sent: unknown): boolean {
  const known = customFieldTypeOf(type);
  return sameValue(readable(known, shown), readable(known, sent));
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0)
  );
}

/**
 * What stands for "no value". Halo shows an option that is not set as 0 (halo-api.md §6.2); what it takes for the other
 * types is not known (docs/assumptions.md, `emptyFieldValues`).
 */
function emptyValue(type: CustomFieldType): unknown {
  switch (type) {
    case 'select':
      return 0;
    case 'multi_select':
    case 'table':
      return [];
    case 'date':
      return null;
    case 'checkbox':
      return false;
    default:
      return '';
  }
}

function optionId(name: string, row: HaloRow, value: unknown): number {
  const options = Array.isArray(row['values']) ? row['values'].filter(isRow) : [];
  const wanted = String(value).trim().toLowerCase();
  const found = options.find(
    (option) => String(option['id']) === wanted || String(option['name']).toLowerCase() === wanted,
  );
  const id = toInteger(found?.['id']) ?? (options.length === 0 ? toInteger(value) : undefined);
  if (id !== undefined) return id;
  throw InvalidChoiceError.option(
    `"${name}" has no option "${String(value)}"`,
    options.map((option) => String(option['name'])),
  );
}

/** Tables have a list of rows as their value, which records carry as JSON text. */
function tableRows(name: string, value: unknown): readonly unknown[] {
  const rows = typeof value === 'string' ? parsed(value) : undefined;
  if (Array.isArray(rows)) return rows;
  throw InvalidChoiceError.option(`"${name}" takes a table as records carry it, the JSON text of a list of rows`, []);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function readable(type: CustomFieldType, value: unknown): unknown {
  if (isEmpty(value)) return undefined;
  const read = readCustomValue(type, value, undefined);
  return read === unreadable ? value : read?.value;
}
