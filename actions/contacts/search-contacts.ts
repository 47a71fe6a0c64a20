import { z } from 'zod';

import { Contact } from '../../records/contacts.js';
import { described } from '../../records/described.js';
import { defineFunction } from '../define.js';
import { idSchema } from '../fields/plain.js';
import { search, searchInput } from '../resource/search.js';
import { readFilters } from '../searching/filters.js';
import { pageOutput, searching, textInput } from '../searching/inputs.js';
import { contactKind } from './kind.js';

export const searchContacts = defineFunction({
  ...searching,
  name: 'search-contacts',
  description: 'Find contacts by name, e-mail address, customer and site',
  instructions:
    'Use it to find the id of a contact, or to list the people of a customer. Most sites have a "General User", who is nobody in particular. Give next_cursor as cursor for more.',
  scopes: ['read:customers'],
  cost: { usual: 1, most: 1 },
  example: { customer_id: '21', limit: 10 },
  input: z.strictObject({
    text: textInput('the name and the e-mail address'),
    customer_id: described(idSchema.optional(), 'Only contacts of this customer.'),
    site_id: described(idSchema.optional(), 'Only contacts of this site.'),
    ...searchInput,
  }),
  output: z.object({
    contacts: described(z.array(Contact.schema), 'Contacts as their sync saves them.'),
    ...pageOutput,
  }),
  run: async (call, input) => {
    const filters = await readFilters(call, input, [
      { field: 'customer_id', parameter: 'client_id', key: 'client_id' },
      { field: 'site_id', parameter: 'site_id', key: 'site_id' },
    ]);
    const { records, page } = await search(call, contactKind, input, filters);
    return { contacts: records, ...page };
  },
});
