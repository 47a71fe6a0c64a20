import { createAction } from 'nango';

import { perform } from '../../../actions/perform.js';
import { listTicketActions } from '../../../actions/ticket-actions/list-ticket-actions.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: listTicketActions.description,
  version: '1.0.0',
  scopes: [...listTicketActions.scopes],
  input: listTicketActions.input,
  output: listTicketActions.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(listTicketActions, nango, input),
});
