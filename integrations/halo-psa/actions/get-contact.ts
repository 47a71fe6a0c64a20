import { createAction } from 'nango';

import { getContact } from '../../../actions/contacts/get-contact.js';
import { perform } from '../../../actions/perform.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: getContact.description,
  version: '1.0.0',
  scopes: [...getContact.scopes],
  input: getContact.input,
  output: getContact.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(getContact, nango, input),
});
