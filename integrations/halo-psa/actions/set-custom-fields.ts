import { createAction } from 'nango';

import { setCustomFields } from '../../../actions/custom-fields/set-custom-fields.js';
import { perform } from '../../../actions/perform.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: setCustomFields.description,
  version: '1.0.0',
  scopes: [...setCustomFields.scopes],
  input: setCustomFields.input,
  output: setCustomFields.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(setCustomFields, nango, input),
});
