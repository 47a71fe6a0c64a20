import { createAction } from 'nango';

import { perform } from '../../../actions/perform.js';
import { linkTickets } from '../../../actions/tickets/link-tickets.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: linkTickets.description,
  version: '1.0.0',
  scopes: [...linkTickets.scopes],
  input: linkTickets.input,
  output: linkTickets.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(linkTickets, nango, input),
});
