import { once } from 'node:events';
import type { Server } from 'node:http';
import { stripVTControlCharacters } from 'node:util';

import type { Nango } from '@nangohq/node';

import type { Connection } from './connection.js';
import { SetupError } from './errors.js';
import { ConnectionQueue } from './queue.js';
import { createWebhookServer } from './webhooks.js';

export interface FollowOptions {
  /** Key of the integration whose webhooks are followed, for all its connections. */
  readonly integration: string;
  readonly port: number;
  /** Milliseconds between two readings of everything, also when no webhook came: one that is lost delays, no more. */
  readonly every: number;
  /** The connections that are held. */
  readonly connections: () => Promise<Connection[]>;
  /** Brings the tables up to date with a connection's records. */
  readonly update: (connection: Connection) => Promise<void>;
  /** Told in sentences what goes on. */
  readonly say: (line: string) => void;
  /** What to say about a reading that failed. */
  readonly explain: (error: unknown) => string;
  /** Aborted when it is to end. */
  readonly signal: AbortSignal;
}

/**
 * Follows Nango's webhooks until the signal comes, and ends what it is at then. A webhook is answered at once and worked on
 * afterwards, one reading after the other for each connection; what fails is tried again at the next turn.
 * @throws {SetupError} when it cannot listen
 */
export async function followWebhooks(nango: Nango, options: FollowOptions): Promise<void> {
  const { integration, port, every, connections, update, say, explain, signal } = options;
  const queue = new ConnectionQueue(async (connection) => {
    if (signal.aborted) return;
    await update(connection).catch((error: unknown) => {
      if (!signal.aborted) say(`The records of ${connection.connectionId} could not be read. ${explain(error)}`);
    });
  });
  const server = createWebhookServer(nango, {
    integration,
    onRecords: (connection) => {
      queue.push(connection);
    },
    onSyncFailure: ({ connectionId }, sync, message) => {
      // Parts of it may be what a customer's server answered.
      const line = stripVTControlCharacters(message).replace(/\s+/g, ' ');
      say(`${sync} failed for ${connectionId}: ${line}`);
    },
    onError: (error) => {
      say(`A webhook could not be taken. ${explain(error)}`);
    },
  });
  await listen(server, port);
  say(`Listening for webhooks on port ${port}`);
  const timer = setInterval(() => {
    connections().then(
      (held) => {
        for (const connection of held) queue.push(connection);
      },
      (error: unknown) => {
        say(`The copy could not be read. ${explain(error)}`);
      },
    );
  }, every);
  if (!signal.aborted) await once(signal, 'abort');
  clearInterval(timer);
  server.close();
  server.closeIdleConnections();
  await queue.idle();
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port);
  await once(server, 'listening').catch((error: unknown): never => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no reason given';
    throw new SetupError(`Cannot listen on port ${port} (${code}). Choose another one with --listen.`);
  });
}
