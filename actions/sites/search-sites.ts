import { z } from 'zod';

import { described } from '../../records/described.js';
import { Site } from '../../records/sites.js';
import { defineFunction } from '../define.js';
import { idSchema } from '../fields/plain.js';
import { search, searchInput } from '../resource/search.js';
import { readFilters } from '../searching/filters.js';
import { pageOutput, searching, textInput } from '../searching/inputs.js';
import { siteKind } from './kind.js';

export const searchSites = defineFunction({
  ...searching,
  name: 'search-sites',
  description: 'Find sites by name and customer',
  instructions:
    'Use it to find the id of a site, or to list the sites of a customer. Many customers have a site of the same name, such as "Main", so give the customer. Give next_cursor as cursor for more.',
  scopes: ['read:customers'],
  cost: { usual: 1, most: 1 },
  example: { customer_id: '21', limit: 10 },
  input: z.strictObject({
    text: textInput('the name'),
    customer_id: described(idSchema.optional(), 'Only sites of this customer.'),
    ...searchInput,
  }),
  output: z.object({
    sites: described(z.array(Site.schema), 'Sites as their sync saves them.'),
    ...pageOutput,
  }),
  run: async (call, input) => {
    const filters = await readFilters(call, input, [
      { field: 'customer_id', parameter: 'client_id', key: 'client_id' },
    ]);
    const { records, page } = await search(call, siteKind, input, filters);
    return { sites: records, ...page };
  },
});
