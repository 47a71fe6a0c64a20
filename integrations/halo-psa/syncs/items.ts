import { createSync } from 'nango';

import { Item, items } from '../../../records/items.js';
import { ConnectionMetadata } from '../../../records/settings.js';
import { ListingCheckpoint, syncListing } from '../../../syncs/listing.js';

export default createSync({
  description:
    'Sync the items of the catalogue; off by default, because it needs a permission that not every connection has',
  version: '1.0.0',
  frequency: 'every day',
  autoStart: false,
  scopes: ['read:items'],
  models: { Item: Item.schema },
  metadata: ConnectionMetadata,
  checkpoint: ListingCheckpoint,
  exec: async (nango) => {
    const checkpoint = await nango.getCheckpoint();
    await syncListing(items, nango, checkpoint);
  },
});
