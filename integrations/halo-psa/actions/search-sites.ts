import { createAction } from 'nango';

import { searchSites } from '../../../actions/sites/search-sites.js';
import { perform } from '../../../actions/perform.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: searchSites.description,
  version: '1.0.0',
  scopes: [...searchSites.scopes],
  input: searchSites.input,
  output: searchSites.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(searchSites, nango, input),
});
