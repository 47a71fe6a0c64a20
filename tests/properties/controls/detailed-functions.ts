import { z } from 'zod';

import { customers } from '../../../records/customers.js';
import type { SyncContext } from '../../../syncs/context.js';
import { ListingCheckpoint, syncListing } from '../../../syncs/listing.js';

/** The sync of customers as the runner loads it, made of the package's own parts but for what `build.ts` replaces. */
export default {
  type: 'sync',
  models: { Customer: z.object({ id: z.string() }) },
  exec: async (nango: SyncContext & { getCheckpoint(): Promise<unknown> }): Promise<void> => {
    const checkpoint = await nango.getCheckpoint();
    await syncListing(customers, nango, checkpoint === null ? null : ListingCheckpoint.parse(checkpoint));
  },
};
