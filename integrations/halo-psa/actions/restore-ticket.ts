import { createAction } from 'nango';

import { perform } from '../../../actions/perform.js';
import { restoreTicket } from '../../../actions/tickets/restore-ticket.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: restoreTicket.description,
  version: '1.0.0',
  scopes: [...restoreTicket.scopes],
  input: restoreTicket.input,
  output: restoreTicket.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(restoreTicket, nango, input),
});
