import { createSync } from 'nango';

import { ConnectionMetadata } from '../../../records/settings.js';
import { ChangesCheckpoint, syncChanges } from '../../../syncs/changes.js';
import { Ticket, tickets } from '../../../records/tickets/tickets.js';

export default createSync({
  description: 'Sync tickets; projects and opportunities have syncs of their own',
  version: '2.0.0',
  frequency: 'every 5 minutes',
  autoStart: true,
  scopes: ['read:tickets'],
  models: { Ticket: Ticket.schema },
  metadata: ConnectionMetadata,
  checkpoint: ChangesCheckpoint,
  exec: async (nango) => {
    const checkpoint = await nango.getCheckpoint();
    await syncChanges(tickets, nango, checkpoint);
  },
});
