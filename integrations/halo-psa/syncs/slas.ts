import { createSync } from 'nango';

import { Sla, slas } from '../../../records/setup/slas.js';
import { ConnectionMetadata } from '../../../records/settings.js';
import { ReferenceCheckpoint, syncReference } from '../../../syncs/reference.js';

export default createSync({
  description: 'Sync service level agreements',
  version: '1.0.0',
  frequency: 'every day',
  autoStart: true,
  scopes: ['read:tickets'],
  models: { Sla: Sla.schema },
  metadata: ConnectionMetadata,
  checkpoint: ReferenceCheckpoint,
  exec: async (nango) => {
    const checkpoint = await nango.getCheckpoint();
    await syncReference(slas, nango, checkpoint);
  },
});
