import { z } from 'zod';

import { readCustomFields } from '../halo/values/custom-fields.js';
import { isRow, toId, toInteger } from '../halo/values/rows.js';
import { described } from './described.js';
import { cleanText, computed, malformed, type Field } from './fields.js';

/** Ids of several other records, ascending; a list, or one text with commas. */
export function ids(key: string, description: string): Field<z.ZodOptional<z.ZodArray<z.ZodString>>> {
  return {
    schema: described(z.array(z.string()).optional(), `${description} Halo: ${key}.`),
    reading: ['ids', 1, key],
    read(row) {
      const value = row[key];
      if (value === undefined || value === null || value === '') return undefined;
      const items: unknown = typeof value === 'string' ? value.split(',') : value;
      if (!Array.isArray(items) || (typeof value === 'string' && items.some((item) => toInteger(item) === undefined))) {
        return malformed;
      }
      const found = items.flatMap((item: unknown) => toId(isRow(item) ? item['id'] : item) ?? []);
      return found.length === 0 ? undefined : found.sort((a, b) => a - b).map(String);
    },
  };
}

/** Words, which Halo keeps as one text with commas or as a list. */
export function tags(key: string, description: string): Field<z.ZodOptional<z.ZodArray<z.ZodString>>> {
  return {
    schema: described(z.array(z.string()).optional(), `${description} Halo: ${key}.`),
    reading: ['tags', 1, key],
    read(row) {
      const value = row[key];
      if (value === undefined || value === null || value === '') return undefined;
      const items: unknown[] | undefined = Array.isArray(value)
        ? value
        : typeof value === 'string'
          ? value.split(',')
          : undefined;
      if (items === undefined) return malformed;
      const words = items.flatMap((item) => {
        const word = isRow(item) ? (item['text'] ?? item['name']) : item;
        return (typeof word === 'string' || typeof word === 'number' ? cleanText(String(word)) : undefined) ?? [];
      });
      return words.length === 0 ? undefined : words;
    },
  };
}

const customFieldTypes = [
  'text',
  'select',
  'multi_select',
  'date',
  'time',
  'checkbox',
  'rich_text',
  'table',
  'other',
] as const;

/** The custom fields that have a value, by name (halo-api.md §6.2). */
export const customFields = computed(
  ['customFields', 1, 'customfields'],
  described(
    z
      .record(
        z.string(),
        z.object({
          label: described(z.string(), 'Name as people see it.'),
          type: described(z.enum(customFieldTypes), 'What the value is.'),
          value: described(
            z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
            'Text, number, yes or no, ISO 8601 date, id of the chosen option, or a list of these ids.',
          ),
          display: described(z.string().optional(), 'Value as Halo shows it, such as the name of the chosen option.'),
        }),
      )
      .optional(),
    "The customer's own fields that have a value, by name without the prefix CF. Halo: customfields.",
  ),
  (row) => readCustomFields(row['customfields']),
);

/** Attributes of an asset, by the name that its type gives them. */
export const assetFields = computed(
  ['assetFields', 1, 'fields'],
  described(
    z.record(z.string(), z.string()).optional(),
    "Attributes of the asset's type that have a value, by name. Halo: fields.",
  ),
  (row) => {
    const value = row['fields'];
    if (!Array.isArray(value)) return undefined;
    const attributes: Record<string, string> = {};
    for (const item of value) {
      if (!isRow(item) || typeof item['name'] !== 'string') continue;
      const shown = item['display'] ?? item['value'];
      const text = typeof shown === 'string' || typeof shown === 'number' ? cleanText(String(shown)) : undefined;
      if (text !== undefined) attributes[item['name']] = text;
    }
    return Object.keys(attributes).length === 0 ? undefined : attributes;
  },
);

/** Agent 1 is Halo's "Unassigned" (halo-api.md §6.1.3): no agent. */
export function agentReference(key: string, description: string): Field<z.ZodOptional<z.ZodString>> {
  return {
    schema: described(z.string().optional(), `${description} Halo: ${key}.`),
    reading: ['agentReference', 1, key],
    read(row) {
      const value = row[key];
      if (value === undefined || value === null || value === '') return undefined;
      const id = toInteger(value);
      if (id === undefined) return malformed;
      return id <= 1 ? undefined : String(id);
    },
  };
}

/** Rows that name another record each, as `{ id, name }`, in order of id. */
export function named(key: string, idKey: string, nameKey: string, description: string) {
  const item = z.object({ id: described(z.string(), 'Id.'), name: described(z.string().optional(), 'Name.') });
  const schema = described(z.array(item).optional(), `${description} Halo: ${key}.`);
  return computed(['named', 1, key, idKey, nameKey], schema, (row) => {
    const value = row[key];
    if (!Array.isArray(value)) return undefined;
    const items = value.flatMap((entry: unknown) => {
      const id = isRow(entry) ? toId(entry[idKey]) : undefined;
      const name = isRow(entry) && typeof entry[nameKey] === 'string' ? cleanText(entry[nameKey]) : undefined;
      return id === undefined
        ? []
        : [{ number: id, item: { id: String(id), ...(name === undefined ? {} : { name }) } }];
    });
    return items.length === 0 ? undefined : items.sort((a, b) => a.number - b.number).map((entry) => entry.item);
  });
}
