import { createSync } from 'nango';

import { Supplier, suppliers } from '../../../records/suppliers.js';
import { ConnectionMetadata } from '../../../records/settings.js';
import { ListingCheckpoint, syncListing } from '../../../syncs/listing.js';

export default createSync({
  description:
    'Sync suppliers, archived ones included; off by default, because it needs a permission that not every connection has',
  version: '1.0.0',
  frequency: 'every day',
  autoStart: false,
  scopes: ['read:suppliers'],
  models: { Supplier: Supplier.schema },
  metadata: ConnectionMetadata,
  checkpoint: ListingCheckpoint,
  exec: async (nango) => {
    const checkpoint = await nango.getCheckpoint();
    await syncListing(suppliers, nango, checkpoint);
  },
});
