import { createAction } from 'nango';

import { perform } from '../../../actions/perform.js';
import { updateAction } from '../../../actions/ticket-actions/update-action.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: updateAction.description,
  version: '1.0.0',
  scopes: [...updateAction.scopes],
  input: updateAction.input,
  output: updateAction.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(updateAction, nango, input),
});
