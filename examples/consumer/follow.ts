import { once } from 'node:events';
import type { Server } from 'node:http';
import { stripVTControlCharacters } from 'node:util';

import type { Nango } from '@nangohq/node';

import type { Connection } from './connection.js';
import { SetupError } from './errors.js';
import { createWebhookServer } from './webhooks.js';

export interface FollowOptions {
  /** Key of the integration whose webhooks are followed, for all its connections. */
  readonly integration: string;
  readonly port: number;
  /** Brings the tables up to date with a connection's records. */
  readonly update: (connection: Connection) => Promise<void>;
  /** Told in sentences what goes on. */
  readonly say: (line: string) => void;
  /** What to say about a webhook that could not be handled. */
  readonly explain: (error: unknown) => string;
  /** Aborted when it is to end. */
  readonly signal: AbortSignal;
}

/**
 * Follows Nango's webhooks until the signal comes, and ends what it is at then.
 * @throws {SetupError} when it cannot listen
 */
export async function followWebhooks(nango: Nango, options: FollowOptions): Promise<void> {
  const { integration, port, update, say, explain, signal } = options;
  // One after the other: two webhooks at once would read the same changes twice.
  let last: Promise<unknown> = Promise.resolve();
  const server = createWebhookServer(nango, {
    integration,
    onRecords: (connection) => {
      const turn = last.then(() => update(connection));
      // The next one does not mind how this one ends; whoever sent the webhook hears of it.
      last = turn.catch(() => undefined);
      return turn;
    },
    onSyncFailure: ({ connectionId }, sync, message) => {
      // Parts of it may be what a customer's server answered.
      const line = stripVTControlCharacters(message).replace(/\s+/g, ' ');
      say(`${sync} failed for ${connectionId}: ${line}`);
      return Promise.resolve();
    },
    onError: (error) => {
      say(`A webhook could not be handled. ${explain(error)}`);
    },
  });
  await listen(server, port);
  say(`Listening for webhooks on port ${port}`);
  if (!signal.aborted) await once(signal, 'abort');
  server.close();
  server.closeIdleConnections();
  await last;
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port);
  await once(server, 'listening').catch((error: unknown): never => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no reason given';
    throw new SetupError(`Cannot listen on port ${port} (${code}). Choose another one with --listen.`);
  });
}
