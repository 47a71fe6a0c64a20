import { createAction } from 'nango';

import { updateCustomer } from '../../../actions/customers/update-customer.js';
import { perform } from '../../../actions/perform.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: updateCustomer.description,
  version: '1.0.0',
  scopes: [...updateCustomer.scopes],
  input: updateCustomer.input,
  output: updateCustomer.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(updateCustomer, nango, input),
});
