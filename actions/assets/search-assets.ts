import { z } from 'zod';

import { Asset } from '../../records/assets.js';
import { described } from '../../records/described.js';
import { choiceKinds } from '../choices/kinds.js';
import { defineFunction } from '../define.js';
import { wantedSchema } from '../fields/named.js';
import { idSchema } from '../fields/plain.js';
import { search, searchInput } from '../resource/search.js';
import { readFilters } from '../searching/filters.js';
import { pageOutput, searching, textInput } from '../searching/inputs.js';
import { assetKind } from './kind.js';

export const searchAssets = defineFunction({
  ...searching,
  name: 'search-assets',
  description: 'Find assets by tag, customer, site and type',
  instructions:
    'Use it to find the id of an asset by its tag or its name, or to list the assets of a customer or a site. Give next_cursor as cursor for more. get-asset reads one with its attributes.',
  scopes: ['read:assets'],
  cost: { usual: 1, most: 2 },
  example: { customer_id: '21', limit: 10 },
  input: z.strictObject({
    text: textInput('the tag and the key fields'),
    customer_id: described(idSchema.optional(), 'Only assets of this customer.'),
    site_id: described(idSchema.optional(), 'Only assets of this site.'),
    type: described(wantedSchema.optional(), 'Only assets of this type, by name or id.'),
    ...searchInput,
  }),
  output: z.object({
    assets: described(z.array(Asset.schema), 'Assets as their sync saves them.'),
    ...pageOutput,
  }),
  run: async (call, input) => {
    const filters = await readFilters(call, input, [
      { field: 'customer_id', parameter: 'client_id', key: 'client_id' },
      { field: 'site_id', parameter: 'site_id', key: 'site_id' },
      { field: 'type', parameter: 'assettype_id', key: 'assettype_id', kind: choiceKinds.assetType },
    ]);
    const { records, page } = await search(call, assetKind, input, filters);
    return { assets: records, ...page };
  },
});
