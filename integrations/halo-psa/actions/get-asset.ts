import { createAction } from 'nango';

import { getAsset } from '../../../actions/assets/get-asset.js';
import { perform } from '../../../actions/perform.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: getAsset.description,
  version: '1.0.0',
  scopes: [...getAsset.scopes],
  input: getAsset.input,
  output: getAsset.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(getAsset, nango, input),
});
