import { createAction } from 'nango';

import { searchArticles } from '../../../actions/articles/search-articles.js';
import { perform } from '../../../actions/perform.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: searchArticles.description,
  version: '1.0.0',
  scopes: [...searchArticles.scopes],
  input: searchArticles.input,
  output: searchArticles.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(searchArticles, nango, input),
});
