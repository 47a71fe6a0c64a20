import { createAction } from 'nango';

import { whoami } from '../../../actions/agents/whoami.js';
import { perform } from '../../../actions/perform.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: whoami.description,
  version: '1.0.0',
  scopes: [...whoami.scopes],
  input: whoami.input,
  output: whoami.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(whoami, nango, input),
});
