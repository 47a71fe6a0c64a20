import { createAction } from 'nango';

import { updateContact } from '../../../actions/contacts/update-contact.js';
import { perform } from '../../../actions/perform.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: updateContact.description,
  version: '1.0.0',
  scopes: [...updateContact.scopes],
  input: updateContact.input,
  output: updateContact.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(updateContact, nango, input),
});
