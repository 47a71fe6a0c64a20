import { createAction } from 'nango';

import { perform } from '../../../actions/perform.js';
import { searchTickets } from '../../../actions/tickets/search-tickets.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: searchTickets.description,
  version: '1.0.0',
  scopes: [...searchTickets.scopes],
  input: searchTickets.input,
  output: searchTickets.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(searchTickets, nango, input),
});
