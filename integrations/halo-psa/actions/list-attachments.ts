import { createAction } from 'nango';

import { perform } from '../../../actions/perform.js';
import { listAttachments } from '../../../actions/attachments/list-attachments.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: listAttachments.description,
  version: '1.0.0',
  scopes: [...listAttachments.scopes],
  input: listAttachments.input,
  output: listAttachments.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(listAttachments, nango, input),
});
