import { createAction } from 'nango';

import { searchAssets } from '../../../actions/assets/search-assets.js';
import { perform } from '../../../actions/perform.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: searchAssets.description,
  version: '1.0.0',
  scopes: [...searchAssets.scopes],
  input: searchAssets.input,
  output: searchAssets.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(searchAssets, nango, input),
});
