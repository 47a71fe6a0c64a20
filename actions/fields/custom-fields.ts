import { z } from 'zod';

import { isRow, toInteger, type HaloRow } from '../../halo/values/rows.js';
import { described } from '../../records/described.js';
import { chooseEach, InvalidChoiceError } from '../choices/invalid-choice.js';
import { customFieldsOf } from '../choices/kinds.js';
import { showsValue, toHaloValue } from './custom-field-values.js';
import { sameValue, type WriteField } from './field.js';

const Plain = z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()])), z.null()]);
const Given = z.record(
  z.string(),
  z.union([Plain, z.looseObject({ value: described(Plain, 'The value, as records carry it.') })]),
);

/**
 * Custom fields by name, label or id; those that are not given keep their values (halo-api.md §7.4). A value may come as
 * records carry it, as an object with `value`.
 */
export function customFields(usage: number | 'other'): WriteField<typeof Given> {
  const kind = customFieldsOf(usage);
  return {
    schema: Given,
    description:
      'Custom fields by name, label or id: a text, a number, true or false, an ISO 8601 date, the name or id of an option, or a list of these; null, an empty text or an empty list takes the value away. Others keep their values. Halo: customfields.',
    halo: ['customfields'],
    write: async (value, { choices }) => {
      const known = new Set<string>();
      const entries = await chooseEach(value, async (name, given): Promise<HaloRow> => {
        const field = await choices.find(kind, name);
        if (known.has(field.id)) throw InvalidChoiceError.option(`"${field.name}" is given twice`, []);
        known.add(field.id);
        return { id: Number(field.id), value: toHaloValue(field, isRow(given) ? given['value'] : given) };
      });
      return { customfields: entries };
    },
    shows: (row, sent) => fieldRows(sent).every((entry) => showsEntry(row, entry)),
    became: (row, sent) => {
      const others = fieldRows(sent).filter((entry) => !showsEntry(row, entry));
      return others.map(({ id }) => ({ id, value: shownEntry(row, id)?.['value'] ?? null }));
    },
  };
}

function fieldRows(row: HaloRow): readonly HaloRow[] {
  const value = row['customfields'];
  return Array.isArray(value) ? value.filter(isRow) : [];
}

/** A field that the row does not carry says nothing: rows carry those of their type only (halo-api.md §6.2). */
function showsEntry(row: HaloRow, entry: HaloRow): boolean {
  const shown = shownEntry(row, entry['id']);
  return shown === undefined ? sameValue(entry['value'], undefined) : showsValue(shown, entry['value']);
}

function shownEntry(row: HaloRow, id: unknown): HaloRow | undefined {
  return fieldRows(row).find((entry) => toInteger(entry['id']) === id);
}
