import { z } from 'zod';

import { Customer } from '../../records/customers.js';
import { described } from '../../records/described.js';
import { defineFunction } from '../define.js';
import { idSchema } from '../fields/plain.js';
import { search, searchInput } from '../resource/search.js';
import { readFilters } from '../searching/filters.js';
import { pageOutput, searching, textInput } from '../searching/inputs.js';
import { customerKind } from './kind.js';

export const searchCustomers = defineFunction({
  ...searching,
  name: 'search-customers',
  description: 'Find customers by name',
  instructions:
    'Use it to find the id of a customer by a part of its name, or to list customers. Give next_cursor as cursor for more. get-customer reads one with its detail.',
  scopes: ['read:customers'],
  cost: { usual: 1, most: 1 },
  example: { limit: 10 },
  input: z.strictObject({
    text: textInput('the name'),
    parent_id: described(idSchema.optional(), 'Only customers of this top-level customer.'),
    ...searchInput,
  }),
  output: z.object({
    customers: described(z.array(Customer.schema), 'Customers as their sync saves them.'),
    ...pageOutput,
  }),
  run: async (call, input) => {
    const filters = await readFilters(call, input, [
      { field: 'parent_id', parameter: 'toplevel_id', key: 'toplevel_id' },
    ]);
    const { records, page } = await search(call, customerKind, input, filters);
    return { customers: records, ...page };
  },
});
