import { createSync } from 'nango';

import { Team, teams } from '../../../syncs/teams.js';
import { ConnectionMetadata } from '../../../syncs/settings.js';
import { ReferenceCheckpoint, syncReference } from '../../../syncs/strategies/reference.js';

export default createSync({
  description: 'Sync teams',
  version: '1.0.0',
  frequency: 'every day',
  autoStart: true,
  scopes: ['read:tickets'],
  models: { Team: Team.schema },
  metadata: ConnectionMetadata,
  checkpoint: ReferenceCheckpoint,
  exec: async (nango) => {
    await syncReference(teams, nango);
  },
});
