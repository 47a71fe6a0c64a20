import { createSync } from 'nango';

import { Customer, customers } from '../../../records/customers.js';
import { ConnectionMetadata } from '../../../records/settings.js';
import { ListingCheckpoint, syncListing } from '../../../syncs/listing.js';

export default createSync({
  description: 'Sync customers, archived ones included',
  version: '1.0.0',
  frequency: 'every hour',
  autoStart: true,
  scopes: ['read:customers'],
  models: { Customer: Customer.schema },
  metadata: ConnectionMetadata,
  checkpoint: ListingCheckpoint,
  exec: async (nango) => {
    const checkpoint = await nango.getCheckpoint();
    await syncListing(customers, nango, checkpoint);
  },
});
