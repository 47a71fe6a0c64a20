import { createAction } from 'nango';

import { createAsset } from '../../../actions/assets/create-asset.js';
import { perform } from '../../../actions/perform.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: createAsset.description,
  version: '1.0.0',
  scopes: [...createAsset.scopes],
  input: createAsset.input,
  output: createAsset.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(createAsset, nango, input),
});
