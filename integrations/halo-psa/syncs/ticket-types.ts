import { createSync } from 'nango';

import { TicketType, ticketTypes } from '../../../records/setup/ticket-types.js';
import { ConnectionMetadata } from '../../../records/settings.js';
import { ReferenceCheckpoint, syncReference } from '../../../syncs/reference.js';

export default createSync({
  description: 'Sync ticket types',
  version: '1.0.0',
  frequency: 'every day',
  autoStart: true,
  scopes: ['read:tickets'],
  models: { TicketType: TicketType.schema },
  metadata: ConnectionMetadata,
  checkpoint: ReferenceCheckpoint,
  exec: async (nango) => {
    const checkpoint = await nango.getCheckpoint();
    await syncReference(ticketTypes, nango, checkpoint);
  },
});
