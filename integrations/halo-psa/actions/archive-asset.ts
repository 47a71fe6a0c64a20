import { createAction } from 'nango';

import { archiveAsset } from '../../../actions/assets/archive-asset.js';
import { perform } from '../../../actions/perform.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: archiveAsset.description,
  version: '1.0.0',
  scopes: [...archiveAsset.scopes],
  input: archiveAsset.input,
  output: archiveAsset.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(archiveAsset, nango, input),
});
