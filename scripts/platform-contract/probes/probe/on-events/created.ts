import { createOnEvent } from 'nango';
import { z } from 'zod';

/** Leaves a trace in the metadata, beside what is there. */
export default createOnEvent({
  description: 'Platform contract: notes that a connection was created',
  event: 'post-connection-creation',
  metadata: z.object({ created: z.boolean() }),
  exec: async (nango) => {
    await nango.updateMetadata({ created: true });
  },
});
