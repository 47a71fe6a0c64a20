import { createAction } from 'nango';

import { perform } from '../../../actions/perform.js';
import { getTicketContext } from '../../../actions/tickets/get-ticket-context.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: getTicketContext.description,
  version: '1.0.0',
  scopes: [...getTicketContext.scopes],
  input: getTicketContext.input,
  output: getTicketContext.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(getTicketContext, nango, input),
});
