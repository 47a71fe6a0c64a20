import { createAction } from 'nango';

import { perform } from '../../../actions/perform.js';
import { replyToTicket } from '../../../actions/ticket-actions/reply-to-ticket.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: replyToTicket.description,
  version: '1.0.0',
  scopes: [...replyToTicket.scopes],
  input: replyToTicket.input,
  output: replyToTicket.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(replyToTicket, nango, input),
});
