import { createAction } from 'nango';

import { createCustomer } from '../../../actions/customers/create-customer.js';
import { perform } from '../../../actions/perform.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: createCustomer.description,
  version: '1.0.0',
  scopes: [...createCustomer.scopes],
  input: createCustomer.input,
  output: createCustomer.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(createCustomer, nango, input),
});
