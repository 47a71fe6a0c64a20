import { createSync } from 'nango';

import { ConnectionMetadata } from '../../../records/settings.js';
import { Site, sites } from '../../../records/sites.js';
import { ListingCheckpoint, syncListing } from '../../../syncs/listing.js';

export default createSync({
  description: 'Sync the sites of customers, archived ones included',
  version: '1.0.0',
  frequency: 'every hour',
  autoStart: true,
  scopes: ['read:customers'],
  models: { Site: Site.schema },
  metadata: ConnectionMetadata,
  checkpoint: ListingCheckpoint,
  exec: async (nango) => {
    const checkpoint = await nango.getCheckpoint();
    await syncListing(sites, nango, checkpoint);
  },
});
