import { createAction } from 'nango';

import { findOrCreateContact } from '../../../actions/contacts/find-or-create-contact.js';
import { perform } from '../../../actions/perform.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: findOrCreateContact.description,
  version: '1.0.0',
  scopes: [...findOrCreateContact.scopes],
  input: findOrCreateContact.input,
  output: findOrCreateContact.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(findOrCreateContact, nango, input),
});
