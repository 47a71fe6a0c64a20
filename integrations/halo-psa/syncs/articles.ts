import { createSync } from 'nango';

import { Article, articles } from '../../../records/articles.js';
import { ConnectionMetadata } from '../../../records/settings.js';
import { ListingCheckpoint, syncListing } from '../../../syncs/listing.js';

export default createSync({
  description:
    'Sync the articles of the knowledge base, archived ones included; off by default, because it needs a permission that not every connection has',
  version: '1.0.0',
  frequency: 'every day',
  autoStart: false,
  scopes: ['read:kb'],
  models: { Article: Article.schema },
  metadata: ConnectionMetadata,
  checkpoint: ListingCheckpoint,
  exec: async (nango) => {
    const checkpoint = await nango.getCheckpoint();
    await syncListing(articles, nango, checkpoint);
  },
});
