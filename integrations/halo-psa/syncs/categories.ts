import { createSync } from 'nango';

import { Category, categories } from '../../../records/setup/categories.js';
import { ConnectionMetadata } from '../../../records/settings.js';
import { ReferenceCheckpoint, syncReference } from '../../../syncs/reference.js';

export default createSync({
  description: 'Sync categories',
  version: '1.0.0',
  frequency: 'every day',
  autoStart: true,
  scopes: ['read:tickets'],
  models: { Category: Category.schema },
  metadata: ConnectionMetadata,
  checkpoint: ReferenceCheckpoint,
  exec: async (nango) => {
    const checkpoint = await nango.getCheckpoint();
    await syncReference(categories, nango, checkpoint);
  },
});
