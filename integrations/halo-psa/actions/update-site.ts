import { createAction } from 'nango';

import { updateSite } from '../../../actions/sites/update-site.js';
import { perform } from '../../../actions/perform.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: updateSite.description,
  version: '1.0.0',
  scopes: [...updateSite.scopes],
  input: updateSite.input,
  output: updateSite.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(updateSite, nango, input),
});
