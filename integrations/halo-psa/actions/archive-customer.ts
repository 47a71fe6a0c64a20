import { createAction } from 'nango';

import { archiveCustomer } from '../../../actions/customers/archive-customer.js';
import { perform } from '../../../actions/perform.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: archiveCustomer.description,
  version: '1.0.0',
  scopes: [...archiveCustomer.scopes],
  input: archiveCustomer.input,
  output: archiveCustomer.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(archiveCustomer, nango, input),
});
