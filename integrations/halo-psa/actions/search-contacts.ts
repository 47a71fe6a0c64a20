import { createAction } from 'nango';

import { searchContacts } from '../../../actions/contacts/search-contacts.js';
import { perform } from '../../../actions/perform.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: searchContacts.description,
  version: '1.0.0',
  scopes: [...searchContacts.scopes],
  input: searchContacts.input,
  output: searchContacts.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(searchContacts, nango, input),
});
