import { createOnEvent } from 'nango';

/** Leaves a trace in the metadata of another connection, which its own configuration names. */
export default createOnEvent({
  description: 'Platform contract: notes that a connection is being deleted',
  event: 'pre-connection-deletion',
  exec: async (nango) => {
    const { connection_config: config } = await nango.getConnection();
    const witness: unknown = config['witness'];
    if (typeof witness !== 'string') return;
    const steps = [{ do: 'updateMetadata', metadata: { deleted: nango.connectionId } }];
    await nango.triggerAction(nango.providerConfigKey, witness, 'act', { steps });
  },
});
