import { createSync } from 'nango';

import { ConnectionMetadata } from '../../../records/settings.js';
import { TicketAttachment, ticketAttachments } from '../../../records/ticket-attachments.js';
import { ChildrenCheckpoint, syncChildren } from '../../../syncs/children.js';

export default createSync({
  description:
    'Sync which files tickets that changed have, without their content; off by default, because each changed ticket costs a request',
  version: '1.0.0',
  frequency: 'every hour',
  autoStart: false,
  scopes: ['read:tickets'],
  models: { TicketAttachment: TicketAttachment.schema },
  metadata: ConnectionMetadata,
  checkpoint: ChildrenCheckpoint,
  exec: async (nango) => {
    const checkpoint = await nango.getCheckpoint();
    await syncChildren(ticketAttachments, nango, checkpoint);
  },
});
