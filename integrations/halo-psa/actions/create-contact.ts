import { createAction } from 'nango';

import { createContact } from '../../../actions/contacts/create-contact.js';
import { perform } from '../../../actions/perform.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: createContact.description,
  version: '1.0.0',
  scopes: [...createContact.scopes],
  input: createContact.input,
  output: createContact.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(createContact, nango, input),
});
