import { createSync } from 'nango';

import { RecurringInvoice, recurringInvoices } from '../../../records/recurring-invoices.js';
import { ConnectionMetadata } from '../../../records/settings.js';
import { ListingCheckpoint, syncListing } from '../../../syncs/listing.js';

export default createSync({
  description:
    'Sync recurring invoices with their lines and schedules; off by default, because it needs a permission that not every connection has, and a request for each that is new or changed',
  version: '1.0.0',
  frequency: 'every 6 hours',
  autoStart: false,
  scopes: ['read:invoices'],
  models: { RecurringInvoice: RecurringInvoice.schema },
  metadata: ConnectionMetadata,
  checkpoint: ListingCheckpoint,
  exec: async (nango) => {
    const checkpoint = await nango.getCheckpoint();
    await syncListing(recurringInvoices, nango, checkpoint);
  },
});
