import { z } from 'zod';

import { isRow, toInteger, type HaloRow } from '../halo/values/rows.js';
import { cleanText } from '../halo/values/texts.js';
import { described } from './described.js';
import { computed } from './field.js';
import { inDetail, nameIn } from './origin.js';

/**
 * Attributes of an asset, by the name that its type gives them. Lists carry them for one asset type at a time only
 * (halo-api.md §4.6), so they are read from the detail.
 */
export const assetAttributes = computed(
  ['assetAttributes', 1, 'fields'],
  described(
    z.record(z.string(), z.string()).optional(),
    `Attributes of the asset's type that have a value, by name. ${nameIn('fields', inDetail)}`,
  ),
  (row, _context, complain) => {
    const value = row['fields'];
    if (!Array.isArray(value)) return undefined;
    const attributes: Record<string, string> = {};
    for (const item of value) {
      const name = isRow(item) && typeof item['name'] === 'string' ? cleanText(item['name']) : undefined;
      if (!isRow(item) || name === undefined) continue;
      const shown = toText(item['display']) ?? toText(item['value']);
      if (shown !== undefined) attributes[distinct(name, item, attributes)] = shown;
      else if (isRow(item['value'])) complain(name);
    }
    return Object.keys(attributes).length === 0 ? undefined : attributes;
  },
  inDetail,
);

/** A name that is already used gets its tab added, and if that is not enough, its id. */
function distinct(name: string, { tab_name: tab, id }: HaloRow, taken: Readonly<Record<string, string>>): string {
  if (!Object.hasOwn(taken, name)) return name;
  const words = typeof tab === 'string' ? cleanText(tab) : undefined;
  const withTab = words === undefined ? undefined : `${name} (${words})`;
  return withTab !== undefined && !Object.hasOwn(taken, withTab) ? withTab : `${name} (${toInteger(id) ?? 0})`;
}

/** Texts, numbers, flags and lists of them as one text. */
function toText(value: unknown): string | undefined {
  if (Array.isArray(value)) {
    const items = value.flatMap((item: unknown) => toText(isRow(item) ? item['name'] : item) ?? []);
    return items.length === 0 ? undefined : items.join(', ');
  }
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return typeof value === 'string' || typeof value === 'number' ? cleanText(`${value}`) : undefined;
}
