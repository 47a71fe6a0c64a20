import { createSync } from 'nango';

import { ConnectionMetadata } from '../../../../../records/settings.js';
import { ListingCheckpoint, syncListing } from '../../../../../syncs/listing.js';
import { Vehicle, vehicles } from '../../vehicles.js';

export default createSync({
  description: 'Sync vehicles, which Halo does not have',
  version: '1.0.0',
  frequency: 'every hour',
  autoStart: true,
  scopes: ['read:assets'],
  models: { Vehicle: Vehicle.schema },
  metadata: ConnectionMetadata,
  checkpoint: ListingCheckpoint,
  exec: async (nango) => {
    const checkpoint = await nango.getCheckpoint();
    await syncListing(vehicles, nango, checkpoint);
  },
});
