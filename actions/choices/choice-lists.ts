import type { SetupList } from '../../halo/lists/description.js';

/** Set-up lists that writing needs and the syncs do not: what may be chosen (halo-api.md §4.8). */
export const choiceLists = {
  outcomes: { name: 'outcomes', endpoint: '/Outcome', key: 'outcomes', params: { excludesystemactions: 'true' } },
  /** The first of four levels; `type_id` names the level (halo-api.md §6.9). */
  categories1: { name: 'categories', endpoint: '/Category', key: 'categories', params: { type_id: '1' } },
  categories2: { name: 'categories', endpoint: '/Category', key: 'categories', params: { type_id: '2' } },
  categories3: { name: 'categories', endpoint: '/Category', key: 'categories', params: { type_id: '3' } },
  categories4: { name: 'categories', endpoint: '/Category', key: 'categories', params: { type_id: '4' } },
  /** All levels. */
  categories: { name: 'categories', endpoint: '/Category', key: 'categories', params: {} },
  /** Time entries name a charge rate by its number in this table (halo-api.md §4.8). */
  chargeRates: { name: 'charge rates', endpoint: '/Lookup', key: 'lookups', params: { lookupid: '17' } },
  /** Options come in the list only when asked for (halo-api.md §6.2). */
  customFields: { name: 'custom fields', endpoint: '/FieldInfo', key: 'fields', params: { includevalues: 'true' } },
} as const satisfies Record<string, SetupList>;
