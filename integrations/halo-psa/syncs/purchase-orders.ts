import { createSync } from 'nango';

import { PurchaseOrder, purchaseOrders } from '../../../records/purchase-orders.js';
import { ConnectionMetadata } from '../../../records/settings.js';
import { ListingCheckpoint, syncListing } from '../../../syncs/listing.js';

export default createSync({
  description: 'Sync purchase orders; off by default, because it needs a permission that not every connection has',
  version: '1.0.0',
  frequency: 'every 6 hours',
  autoStart: false,
  scopes: ['read:pos'],
  models: { PurchaseOrder: PurchaseOrder.schema },
  metadata: ConnectionMetadata,
  checkpoint: ListingCheckpoint,
  exec: async (nango) => {
    const checkpoint = await nango.getCheckpoint();
    await syncListing(purchaseOrders, nango, checkpoint);
  },
});
