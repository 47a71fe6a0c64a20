import { createAction } from 'nango';

import { perform } from '../../../actions/perform.js';
import { deleteTicket } from '../../../actions/tickets/delete-ticket.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: deleteTicket.description,
  version: '1.0.0',
  scopes: [...deleteTicket.scopes],
  input: deleteTicket.input,
  output: deleteTicket.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(deleteTicket, nango, input),
});
