import { createOnEvent } from 'nango';

import { checkConnection } from '../../../connection/check.js';
import { ConnectionWarnings } from '../../../connection/model.js';
import { core, syncNeeds } from '../../../records/registry.js';

export default createOnEvent({
  description: 'Check a new connection: refuse it if nothing can work, and store warnings in its metadata',
  version: '1.0.0',
  event: 'validate-connection',
  metadata: ConnectionWarnings,
  exec: async (nango) => {
    const { refusal, warnings } = await checkConnection(nango, syncNeeds(core));
    if (refusal) {
      const { code, message, step = '' } = refusal;
      throw new nango.ActionError({ code, message, step });
    }
    await nango.updateMetadata({ halo_warnings: warnings });
  },
});
