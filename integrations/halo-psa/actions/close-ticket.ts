import { createAction } from 'nango';

import { perform } from '../../../actions/perform.js';
import { closeTicket } from '../../../actions/tickets/close-ticket.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: closeTicket.description,
  version: '1.0.0',
  scopes: [...closeTicket.scopes],
  input: closeTicket.input,
  output: closeTicket.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(closeTicket, nango, input),
});
