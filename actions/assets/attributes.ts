import { z } from 'zod';

import { isRow, toInteger, type HaloRow } from '../../halo/values/rows.js';
import type { Call } from '../call.js';
import { chooseEach, InvalidChoiceError } from '../choices/invalid-choice.js';
import { sameValue, type WriteField } from '../fields/field.js';

const Given = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** An attribute of an asset type, or of an asset with its value. */
interface Attribute {
  readonly id: number;
  readonly name: string;
  readonly value?: unknown;
}

/** Attributes before it is known which ones the asset's type has. */
export const givenAttributes: WriteField<typeof Given> = attributeField([]);

/**
 * Attributes of an asset's type, by name or id, such as "Serial Number". Halo takes them as one list, so those that are not
 * given are sent as they are (halo-api.md §7.1).
 *
 * @param attributes those of the type; with the values that the asset has
 */
export function attributeField(attributes: readonly Attribute[]): WriteField<typeof Given> {
  return {
    schema: Given,
    description:
      'Attributes that its type has, by name or id, such as {"Serial Number": "8XK2P23"}. Others keep their values. Halo: fields.',
    halo: ['fields'],
    write: async (value) => {
      const given = new Map(await chooseEach(value, (name, each) => [find(attributes, name).id, each] as const));
      const kept = attributes.filter(({ id, value: before }) => !given.has(id) && !sameValue(before, undefined));
      return {
        fields: [
          ...kept.map(({ id, value: before }) => ({ id, value: before })),
          ...[...given].map(([id, each]) => ({ id, value: each })),
        ],
      };
    },
    shows: (row, sent) => {
      const shown = new Map(attributesOf(row['fields']).map(({ id, value }) => [id, value]));
      return attributesOf(sent['fields']).every(({ id, value }) => sameValue(shown.get(id), value));
    },
  };
}

/** The attributes of an asset, from its item. */
export function attributesOf(fields: unknown): readonly Attribute[] {
  if (!Array.isArray(fields)) return [];
  return fields.filter(isRow).flatMap((field) => {
    // In the detail of a type they are called otherwise (halo-api.md §6.9).
    const id = toInteger(field['field_id'] ?? field['id']);
    const name = field['field_name'] ?? field['name'];
    return id === undefined ? [] : [{ id, name: typeof name === 'string' ? name : '', value: field['value'] }];
  });
}

/** The attributes that assets of a type have. */
export async function attributesOfType({ client }: Call, type: string): Promise<readonly Attribute[]> {
  const { body } = await client.item(`asset type ${type}`, `/AssetType/${type}`, { includedetails: 'true' });
  const detail: HaloRow = isRow(body) ? body : {};
  return attributesOf(detail['fields']).map(({ id, name }) => ({ id, name }));
}

function find(attributes: readonly Attribute[], wanted: string): Attribute {
  const text = wanted.trim().toLowerCase();
  const found = attributes.filter(({ id, name }) => String(id) === text || name.toLowerCase() === text);
  const [only, ...others] = found;
  const choices = attributes.map(({ name }) => name);
  if (only === undefined) throw InvalidChoiceError.option(`the asset type has no attribute "${wanted}"`, choices);
  if (others.length === 0) return only;
  const ids = found.map(({ id, name }) => `${id} (${name})`);
  throw InvalidChoiceError.option(`several attributes are called "${wanted}": give the id of one`, ids);
}
