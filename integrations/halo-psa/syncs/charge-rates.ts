import { createSync } from 'nango';

import { ConnectionMetadata } from '../../../records/settings.js';
import { ChargeRate, chargeRates } from '../../../records/setup/charge-rates.js';
import { ReferenceCheckpoint, syncReference } from '../../../syncs/reference.js';

export default createSync({
  description: 'Sync charge rates',
  version: '1.0.0',
  frequency: 'every day',
  autoStart: true,
  scopes: ['read:tickets'],
  models: { ChargeRate: ChargeRate.schema },
  metadata: ConnectionMetadata,
  checkpoint: ReferenceCheckpoint,
  exec: async (nango) => {
    const checkpoint = await nango.getCheckpoint();
    await syncReference(chargeRates, nango, checkpoint);
  },
});
