import { createSync } from 'nango';

import { Status, statuses } from '../../../records/setup/statuses.js';
import { ConnectionMetadata } from '../../../records/settings.js';
import { ReferenceCheckpoint, syncReference } from '../../../syncs/reference.js';

export default createSync({
  description: 'Sync statuses',
  version: '1.0.0',
  frequency: 'every day',
  autoStart: true,
  scopes: ['read:tickets'],
  models: { Status: Status.schema },
  metadata: ConnectionMetadata,
  checkpoint: ReferenceCheckpoint,
  exec: async (nango) => {
    const checkpoint = await nango.getCheckpoint();
    await syncReference(statuses, nango, checkpoint);
  },
});
