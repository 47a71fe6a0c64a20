import { createAction } from 'nango';

import { searchCustomers } from '../../../actions/customers/search-customers.js';
import { perform } from '../../../actions/perform.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: searchCustomers.description,
  version: '1.0.0',
  scopes: [...searchCustomers.scopes],
  input: searchCustomers.input,
  output: searchCustomers.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(searchCustomers, nango, input),
});
