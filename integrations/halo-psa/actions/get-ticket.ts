import { createAction } from 'nango';

import { perform } from '../../../actions/perform.js';
import { getTicket } from '../../../actions/tickets/get-ticket.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: getTicket.description,
  version: '1.0.0',
  scopes: [...getTicket.scopes],
  input: getTicket.input,
  output: getTicket.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(getTicket, nango, input),
});
