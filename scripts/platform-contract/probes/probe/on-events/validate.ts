import { createOnEvent } from 'nango';

/** Refuses connections that ask for it. */
export default createOnEvent({
  description: 'Platform contract: refuses a connection whose configuration says so',
  event: 'validate-connection',
  exec: async (nango) => {
    const { connection_config: config } = await nango.getConnection();
    if (config['probe'] === 'refuse') throw new nango.ActionError({ message: 'Refused by the probe.' });
  },
});
