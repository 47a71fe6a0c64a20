import { createAction } from 'nango';

import { getArticle } from '../../../actions/articles/get-article.js';
import { perform } from '../../../actions/perform.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: getArticle.description,
  version: '1.0.0',
  scopes: [...getArticle.scopes],
  input: getArticle.input,
  output: getArticle.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(getArticle, nango, input),
});
