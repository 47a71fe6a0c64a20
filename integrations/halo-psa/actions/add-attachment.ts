import { createAction } from 'nango';

import { perform } from '../../../actions/perform.js';
import { addAttachment } from '../../../actions/attachments/add-attachment.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: addAttachment.description,
  version: '1.0.0',
  scopes: [...addAttachment.scopes],
  input: addAttachment.input,
  output: addAttachment.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(addAttachment, nango, input),
});
