import { createAction } from 'nango';

import { perform } from '../../../actions/perform.js';
import { addNote } from '../../../actions/ticket-actions/add-note.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: addNote.description,
  version: '1.0.0',
  scopes: [...addNote.scopes],
  input: addNote.input,
  output: addNote.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(addNote, nango, input),
});
