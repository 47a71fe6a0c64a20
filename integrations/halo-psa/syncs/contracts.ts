import { createSync } from 'nango';

import { Contract, contracts } from '../../../records/contracts.js';
import { ConnectionMetadata } from '../../../records/settings.js';
import { ListingCheckpoint, syncListing } from '../../../syncs/listing.js';

export default createSync({
  description:
    'Sync contracts with customers and what is prepaid, ended ones included; off by default, because it needs a permission that not every connection has',
  version: '1.0.0',
  frequency: 'every 6 hours',
  autoStart: false,
  scopes: ['read:contracts'],
  models: { Contract: Contract.schema },
  metadata: ConnectionMetadata,
  checkpoint: ListingCheckpoint,
  exec: async (nango) => {
    const checkpoint = await nango.getCheckpoint();
    await syncListing(contracts, nango, checkpoint);
  },
});
