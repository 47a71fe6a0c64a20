import { createAction } from 'nango';

import { perform } from '../../../actions/perform.js';
import { assignTicket } from '../../../actions/tickets/assign-ticket.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: assignTicket.description,
  version: '1.0.0',
  scopes: [...assignTicket.scopes],
  input: assignTicket.input,
  output: assignTicket.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(assignTicket, nango, input),
});
