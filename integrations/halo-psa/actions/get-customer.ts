import { createAction } from 'nango';

import { getCustomer } from '../../../actions/customers/get-customer.js';
import { perform } from '../../../actions/perform.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: getCustomer.description,
  version: '1.0.0',
  scopes: [...getCustomer.scopes],
  input: getCustomer.input,
  output: getCustomer.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(getCustomer, nango, input),
});
