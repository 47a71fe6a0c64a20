import { z } from 'zod';

import { isRow, toInteger, type HaloRow } from '../../halo/values/rows.js';
import { described } from '../../records/described.js';
import { InvalidChoiceError } from '../choices/invalid-choice.js';
import { customFieldsOf, type Choice } from '../choices/kinds.js';
import { sameValue, type WriteField } from './field.js';

const Plain = z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))]);
const Given = z.record(
  z.string(),
  z.union([Plain, z.looseObject({ value: described(Plain, 'The value, as records carry it.') })]),
);

/** Numbers of field types (halo-api.md §6.2). */
const types = { select: 2, multiSelect: 3, date: 4, checkbox: 6 };

/**
 * Custom fields by name, label or id; those that are not given keep their values (halo-api.md §7.4). A value may come as
 * records carry it, as an object with `value`.
 */
export function customFields(usage: number | 'other'): WriteField<typeof Given> {
  const kind = customFieldsOf(usage);
  return {
    schema: Given,
    description:
      'Custom fields by name, label or id: a text, a number, true or false, an ISO 8601 date, the name or id of an option, or a list of these. Others keep their values. Halo: customfields.',
    halo: ['customfields'],
    write: async (value, { choices }) => {
      const entries: HaloRow[] = [];
      for (const [name, given] of Object.entries(value)) {
        const field = await choices.find(kind, name);
        const plain = isRow(given) ? given['value'] : given;
        entries.push({ id: Number(field.id), value: toHalo(field, plain) });
      }
      return { customfields: entries };
    },
    shows: (row, sent) => fieldRows(sent).every((entry) => showsEntry(row, entry)),
  };
}

function fieldRows(row: HaloRow): readonly HaloRow[] {
  const value = row['customfields'];
  return Array.isArray(value) ? value.filter(isRow) : [];
}

/** A field that the row does not carry says nothing: rows carry those of their type only (halo-api.md §6.2). */
function showsEntry(row: HaloRow, entry: HaloRow): boolean {
  const shown = fieldRows(row).find(({ id }) => toInteger(id) === entry['id']);
  return shown === undefined ? sameValue(entry['value'], undefined) : sameValue(shown['value'], entry['value']);
}

/** A value as Halo takes it: options by id, several as objects (halo-api.md §6.2). */
function toHalo({ name, row }: Choice, value: unknown): unknown {
  switch (toInteger(row['type'])) {
    case types.select:
      return optionId(name, row, value);
    case types.multiSelect:
      return (Array.isArray(value) ? value : [value]).map((each: unknown) => ({ id: optionId(name, row, each) }));
    case types.date: {
      const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
      if (Number.isNaN(time)) throw InvalidChoiceError.option(`"${name}" takes a date such as "2026-12-01"`, []);
      return new Date(time).toISOString().slice(0, 19);
    }
    case types.checkbox:
      if (typeof value !== 'boolean') throw InvalidChoiceError.option(`"${name}" takes true or false`, []);
      return value;
    default:
      if (Array.isArray(value)) throw InvalidChoiceError.option(`"${name}" takes one value`, []);
      return value;
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
