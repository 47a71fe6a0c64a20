import { createOnEvent } from 'nango';

import { identifyConnection } from '../../../connection/check.js';
import { ConnectionIdentity } from '../../../connection/model.js';

export default createOnEvent({
  description: 'Store product, version, tenant, agent and application of a new connection in its metadata',
  version: '1.0.0',
  event: 'post-connection-creation',
  metadata: ConnectionIdentity,
  exec: async (nango) => {
    await nango.updateMetadata({ halo_connection: await identifyConnection(nango) });
  },
});
