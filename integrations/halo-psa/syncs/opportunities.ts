import { createSync } from 'nango';

import { ConnectionMetadata } from '../../../records/settings.js';
import { ChangesCheckpoint, syncChanges } from '../../../syncs/changes.js';
import { Opportunity, opportunities } from '../../../records/tickets/opportunities.js';

export default createSync({
  description: 'Sync opportunities; off by default, because it needs a permission that not every connection has',
  version: '1.0.0',
  frequency: 'every 15 minutes',
  autoStart: false,
  scopes: ['read:crm'],
  models: { Opportunity: Opportunity.schema },
  metadata: ConnectionMetadata,
  checkpoint: ChangesCheckpoint,
  exec: async (nango) => {
    const checkpoint = await nango.getCheckpoint();
    await syncChanges(opportunities, nango, checkpoint);
  },
});
