import { createSync } from 'nango';

import { ConnectionMetadata } from '../../../records/settings.js';
import { TimeEntry, timeEntries } from '../../../records/ticket-actions/time-entries.js';
import { ChildrenCheckpoint, syncChildren } from '../../../syncs/children.js';

export default createSync({
  description:
    'Sync the work on tickets that changed: the hours that were taken, adjusted, charged and prepaid; off by default, because each changed ticket costs a request',
  version: '1.0.0',
  frequency: 'every hour',
  autoStart: false,
  scopes: ['read:tickets'],
  models: { TimeEntry: TimeEntry.schema },
  metadata: ConnectionMetadata,
  checkpoint: ChildrenCheckpoint,
  exec: async (nango) => {
    const checkpoint = await nango.getCheckpoint();
    await syncChildren(timeEntries, nango, checkpoint);
  },
});
