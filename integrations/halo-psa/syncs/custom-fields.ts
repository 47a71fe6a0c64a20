import { createSync } from 'nango';

import { ConnectionMetadata } from '../../../records/settings.js';
import { CustomFieldDefinition, customFieldDefinitions } from '../../../records/setup/custom-field-definitions.js';
import { ReferenceCheckpoint, syncReference } from '../../../syncs/reference.js';

export default createSync({
  description: 'Sync the definitions of custom fields, with the options of select fields',
  version: '1.0.0',
  frequency: 'every day',
  autoStart: true,
  scopes: ['read:tickets'],
  models: { CustomFieldDefinition: CustomFieldDefinition.schema },
  metadata: ConnectionMetadata,
  checkpoint: ReferenceCheckpoint,
  exec: async (nango) => {
    const checkpoint = await nango.getCheckpoint();
    await syncReference(customFieldDefinitions, nango, checkpoint);
  },
});
