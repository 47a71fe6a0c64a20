import { readCustomValue, unreadable, type CustomFieldType, type CustomValue } from './custom-values.js';
import { isArray, isRow, toInteger, type HaloRow } from './rows.js';
import { cleanText } from './texts.js';

/** The types that are known (halo-api.md §6.2); 7 is inferred. */
const typeNames: Readonly<Record<number, CustomFieldType>> = {
  0: 'text',
  1: 'memo',
  2: 'select',
  3: 'multi_select',
  4: 'date',
  5: 'time',
  6: 'checkbox',
  7: 'table',
  10: 'rich_text',
};

/** A custom field's value, read. */
export interface CustomFieldValue extends CustomValue {
  label: string;
  type: CustomFieldType;
}

/** Called for a custom field whose value is left out, or is kept although its type is not known. */
export type ComplainOfField = (name: string, problem?: 'unreadable' | 'unknownType') => void;

/**
 * Reads the `customfields` of a row. Fields without a value are left out; of those whose value cannot be read, and of
 * those whose type is not known, `complain` hears.
 *
 * @returns by field name, without Halo's column prefix `CF`; `undefined` when no field has a value
 */
export function readCustomFields(
  value: unknown,
  complain: ComplainOfField,
): Record<string, CustomFieldValue> | undefined {
  if (!isArray(value) || value.length === 0) return undefined;
  const rows = value.filter((item: unknown): item is HaloRow => isRow(item));
  if (rows.length < value.length) complain('(an entry that is no object)');
  const names = distinctNames(rows);
  const fields: Record<string, CustomFieldValue> = {};
  let isEmpty = true;
  for (const [index, row] of rows.entries()) {
    const name = names[index] ?? '';
    const field = readCustomField(name, row, complain);
    if (field === undefined) continue;
    fields[name] = field;
    isEmpty = false;
  }
  return isEmpty ? undefined : fields;
}

/** What is known of the number of a type. */
export function customFieldTypeOf(number: unknown): CustomFieldType {
  return typeNames[toInteger(number) ?? -1] ?? 'other';
}

/** The name that records use: Halo's column name without its prefix, `CFcontractLevel` → `contractLevel`. */
export function customFieldName(column: string): string {
  return column.length > 2 && column.startsWith('CF') ? column.slice(2) : column;
}

/** A name for each field. Of several with one name, the oldest keeps it, and the id is added to the others'. */
function distinctNames(rows: readonly HaloRow[]): string[] {
  const names = rows.map(({ name, id }) => {
    const column = typeof name === 'string' ? cleanText(name) : undefined;
    return column === undefined ? `field_${toInteger(id) ?? 0}` : customFieldName(column);
  });
  if (names.every((name, index) => names.indexOf(name) === index)) return names;
  const idOf = (index: number): number => toInteger(rows[index]?.['id']) ?? 0;
  return names.map((name, index) => {
    const isOldest = names.every((other, at) => other !== name || idOf(at) >= idOf(index));
    return isOldest ? name : `${name}_${idOf(index)}`;
  });
}

function readCustomField(name: string, row: HaloRow, complain: ComplainOfField): CustomFieldValue | undefined {
  const { value: given, display, label } = row;
  if (given === undefined || given === null || given === '') return undefined;
  const type = customFieldTypeOf(row['type']);
  const read = readCustomValue(type, given, display);
  if (read === undefined) return undefined;
  if (read === unreadable) {
    complain(name);
    return undefined;
  }
  if (type === 'other') complain(name, 'unknownType');
  const words = typeof label === 'string' ? cleanText(label) : undefined;
  return { label: words ?? name, type, ...read };
}
