import { createAction } from 'nango';

import { perform } from '../../../actions/perform.js';
import { reopenTicket } from '../../../actions/tickets/reopen-ticket.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: reopenTicket.description,
  version: '1.0.0',
  scopes: [...reopenTicket.scopes],
  input: reopenTicket.input,
  output: reopenTicket.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(reopenTicket, nango, input),
});
