import { customFieldName } from '../../halo/values/custom-fields.js';
import { isRow, type HaloRow } from '../../halo/values/rows.js';
import type { Settings } from '../settings.js';

/** The custom fields that the settings choose, as written, by their small letters; `undefined` when all are read. */
export type ChosenFields = ReadonlyMap<string, string> | undefined;

/** What the setting `custom_fields` chooses. */
export function chosenFields({ custom_fields: names }: Settings): ChosenFields {
  return names && new Map(names.map((name) => [name.trim().toLowerCase(), name]));
}

/** Whether a definition, or a value, is of a field that is chosen: by its name, with or without the prefix CF, or its label. */
export function isChosen(field: HaloRow, chosen: ChosenFields): boolean {
  return chosen === undefined || namesOf(field).some((name) => chosen.has(name));
}

/** What the settings choose and none of the definitions is. */
export function unknownFields(definitions: readonly HaloRow[], chosen: ChosenFields): string[] {
  const known = new Set(definitions.flatMap(namesOf));
  return [...(chosen ?? [])].flatMap(([name, written]) => (known.has(name) ? [] : [written]));
}

function namesOf({ name, label }: HaloRow): string[] {
  const names = typeof name === 'string' ? [name, customFieldName(name), label] : [label];
  return names.flatMap((text) => (typeof text === 'string' ? [text.trim().toLowerCase()] : []));
}

/** A row without values of other fields: rows that are read one by one carry all of them (halo-api.md §6.2). */
export function withChosen(row: HaloRow, chosen: ChosenFields): HaloRow {
  const { customfields: fields } = row;
  if (chosen === undefined || !Array.isArray(fields)) return row;
  return { ...row, customfields: fields.filter((field: unknown) => isRow(field) && isChosen(field, chosen)) };
}
