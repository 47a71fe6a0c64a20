import { createAction } from 'nango';

import { perform } from '../../../actions/perform.js';
import { updateTicket } from '../../../actions/tickets/update-ticket.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: updateTicket.description,
  version: '1.0.0',
  scopes: [...updateTicket.scopes],
  input: updateTicket.input,
  output: updateTicket.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(updateTicket, nango, input),
});
