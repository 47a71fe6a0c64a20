import { createSync } from 'nango';

import { Asset, assets } from '../../../records/assets.js';
import { ConnectionMetadata } from '../../../records/settings.js';
import { ListingCheckpoint, syncListing } from '../../../syncs/listing.js';

export default createSync({
  description: 'Sync assets, archived ones included',
  version: '1.0.0',
  frequency: 'every hour',
  autoStart: true,
  scopes: ['read:assets'],
  models: { Asset: Asset.schema },
  metadata: ConnectionMetadata,
  checkpoint: ListingCheckpoint,
  exec: async (nango) => {
    const checkpoint = await nango.getCheckpoint();
    await syncListing(assets, nango, checkpoint);
  },
});
