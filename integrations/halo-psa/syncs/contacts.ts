import { createSync } from 'nango';

import { ConnectionMetadata } from '../../../records/settings.js';
import { Contact, contacts } from '../../../records/contacts.js';
import { ListingCheckpoint, syncListing } from '../../../syncs/listing.js';

export default createSync({
  description: 'Sync the contacts of customers, archived ones included',
  version: '1.0.0',
  frequency: 'every hour',
  autoStart: true,
  scopes: ['read:customers'],
  models: { Contact: Contact.schema },
  metadata: ConnectionMetadata,
  checkpoint: ListingCheckpoint,
  exec: async (nango) => {
    const checkpoint = await nango.getCheckpoint();
    await syncListing(contacts, nango, checkpoint);
  },
});
