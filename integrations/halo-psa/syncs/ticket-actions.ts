import { createSync } from 'nango';

import { ConnectionMetadata } from '../../../records/settings.js';
import { ChildrenCheckpoint, syncChildren } from '../../../syncs/children.js';
import { TicketAction, ticketActions } from '../../../records/ticket-actions/ticket-actions.js';

export default createSync({
  description:
    'Sync the notes, replies and time entries of tickets that changed; off by default, because each changed ticket costs a request',
  version: '1.0.0',
  frequency: 'every 30 minutes',
  autoStart: false,
  scopes: ['read:tickets'],
  models: { TicketAction: TicketAction.schema },
  metadata: ConnectionMetadata,
  checkpoint: ChildrenCheckpoint,
  exec: async (nango) => {
    const checkpoint = await nango.getCheckpoint();
    await syncChildren(ticketActions, nango, checkpoint);
  },
});
