import { createAction } from 'nango';

import { listOptions } from '../../../actions/choices/list-options.js';
import { perform } from '../../../actions/perform.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: listOptions.description,
  version: '1.0.0',
  scopes: [...listOptions.scopes],
  input: listOptions.input,
  output: listOptions.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(listOptions, nango, input),
});
