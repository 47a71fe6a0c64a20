import { createAction } from 'nango';

import { perform } from '../../../actions/perform.js';
import { linkTicketAssets } from '../../../actions/tickets/link-ticket-assets.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: linkTicketAssets.description,
  version: '1.0.0',
  scopes: [...linkTicketAssets.scopes],
  input: linkTicketAssets.input,
  output: linkTicketAssets.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(linkTicketAssets, nango, input),
});
