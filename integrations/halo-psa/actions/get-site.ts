import { createAction } from 'nango';

import { getSite } from '../../../actions/sites/get-site.js';
import { perform } from '../../../actions/perform.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: getSite.description,
  version: '1.0.0',
  scopes: [...getSite.scopes],
  input: getSite.input,
  output: getSite.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(getSite, nango, input),
});
