import { createSync } from 'nango';

import { Quotation, quotations } from '../../../records/quotations.js';
import { ConnectionMetadata } from '../../../records/settings.js';
import { ListingCheckpoint, syncListing } from '../../../syncs/listing.js';

export default createSync({
  description:
    'Sync quotations with their lines; off by default, because it needs a permission that not every connection has',
  version: '1.0.0',
  frequency: 'every 6 hours',
  autoStart: false,
  scopes: ['read:quotes'],
  models: { Quotation: Quotation.schema },
  metadata: ConnectionMetadata,
  checkpoint: ListingCheckpoint,
  exec: async (nango) => {
    const checkpoint = await nango.getCheckpoint();
    await syncListing(quotations, nango, checkpoint);
  },
});
