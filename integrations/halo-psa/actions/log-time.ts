import { createAction } from 'nango';

import { perform } from '../../../actions/perform.js';
import { logTime } from '../../../actions/ticket-actions/log-time.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: logTime.description,
  version: '1.0.0',
  scopes: [...logTime.scopes],
  input: logTime.input,
  output: logTime.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(logTime, nango, input),
});
