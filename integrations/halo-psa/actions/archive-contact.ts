import { createAction } from 'nango';

import { archiveContact } from '../../../actions/contacts/archive-contact.js';
import { perform } from '../../../actions/perform.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: archiveContact.description,
  version: '1.0.0',
  scopes: [...archiveContact.scopes],
  input: archiveContact.input,
  output: archiveContact.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(archiveContact, nango, input),
});
