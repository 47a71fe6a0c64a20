import { createAction } from 'nango';

import { perform } from '../../../actions/perform.js';
import { mergeTickets } from '../../../actions/tickets/merge-tickets.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: mergeTickets.description,
  version: '1.0.0',
  scopes: [...mergeTickets.scopes],
  input: mergeTickets.input,
  output: mergeTickets.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(mergeTickets, nango, input),
});
