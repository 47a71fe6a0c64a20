import { createAction } from 'nango';

import { createSite } from '../../../actions/sites/create-site.js';
import { perform } from '../../../actions/perform.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: createSite.description,
  version: '1.0.0',
  scopes: [...createSite.scopes],
  input: createSite.input,
  output: createSite.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(createSite, nango, input),
});
