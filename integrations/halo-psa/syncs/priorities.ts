import { createSync } from 'nango';

import { Priority, priorities } from '../../../records/setup/priorities.js';
import { ConnectionMetadata } from '../../../records/settings.js';
import { ReferenceCheckpoint, syncReference } from '../../../syncs/reference.js';

export default createSync({
  description: 'Sync priorities',
  version: '1.0.0',
  frequency: 'every day',
  autoStart: true,
  scopes: ['read:tickets'],
  models: { Priority: Priority.schema },
  metadata: ConnectionMetadata,
  checkpoint: ReferenceCheckpoint,
  exec: async (nango) => {
    const checkpoint = await nango.getCheckpoint();
    await syncReference(priorities, nango, checkpoint);
  },
});
