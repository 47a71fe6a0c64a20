import type { ConnectionSource, FunctionPorts } from '../functions/ports.js';

/** What a function that is only tried works on. */
export interface Rehearsal extends Pick<FunctionPorts, 'records' | 'checkpoints' | 'log'> {
  /** Instead of the connection's own. */
  metadata?: Record<string, unknown> | undefined;
}

/** Connections that show the metadata given, and forget what a function writes; nothing else is started either. */
export function rehearsed(source: ConnectionSource, metadata: Record<string, unknown> | undefined): ConnectionSource {
  const refuse = (): never => {
    throw new Error('A function that is only tried may start nothing else');
  };
  return {
    ...source,
    getConnection: async (...asked) => {
      const connection = await source.getConnection(...asked);
      return metadata ? { ...connection, metadata } : connection;
    },
    setMetadata: () => Promise.resolve(),
    updateMetadata: () => Promise.resolve(),
    triggerSync: refuse,
    startSync: refuse,
    triggerAction: refuse,
  };
}
