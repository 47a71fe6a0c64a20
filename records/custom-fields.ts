import { z } from 'zod';

import { readCustomFields } from '../halo/values/custom-fields.js';
import { customFieldTypes } from '../halo/values/custom-values.js';
import { described } from './described.js';
import { computed } from './field.js';
import { nameIn, type Origin } from './origin.js';

/** The custom fields that have a value, by name (halo-api.md §6.2). */
export function customFields(origin: Origin) {
  const field = z.object({
    label: described(z.string(), 'Name as shown to people.'),
    type: described(z.enum(customFieldTypes), 'Type of the value.'),
    value: described(
      z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
      'Text, number, boolean, ISO 8601 date, id of the selected option, or a list of such ids.',
    ),
    display: described(z.string().optional(), 'Value as Halo shows it, such as the name of the selected option.'),
  });
  return computed(
    ['customFields', 2, 'customfields'],
    described(
      z.record(z.string(), field).optional(),
      `Custom fields that have a value, by name without the prefix CF. ${nameIn('customfields', origin)}`,
    ),
    (row, _context, complain) => readCustomFields(row['customfields'], complain),
    origin,
  );
}
