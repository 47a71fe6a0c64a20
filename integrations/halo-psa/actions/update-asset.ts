import { createAction } from 'nango';

import { updateAsset } from '../../../actions/assets/update-asset.js';
import { perform } from '../../../actions/perform.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: updateAsset.description,
  version: '1.0.0',
  scopes: [...updateAsset.scopes],
  input: updateAsset.input,
  output: updateAsset.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(updateAsset, nango, input),
});
