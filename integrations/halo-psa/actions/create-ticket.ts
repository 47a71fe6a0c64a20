import { createAction } from 'nango';

import { perform } from '../../../actions/perform.js';
import { createTicket } from '../../../actions/tickets/create-ticket.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: createTicket.description,
  version: '1.0.0',
  scopes: [...createTicket.scopes],
  input: createTicket.input,
  output: createTicket.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(createTicket, nango, input),
});
