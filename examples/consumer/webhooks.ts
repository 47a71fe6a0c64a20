import { createServer, type IncomingMessage, type Server } from 'node:http';
import { text } from 'node:stream/consumers';

import type { Nango } from '@nangohq/node';
import { z } from 'zod';

import type { Connection } from './mirror.js';

/** What is used of the client. */
type Verifier = Pick<Nango, 'verifyIncomingWebhookRequest'>;

export interface WebhookHandlers {
  /** Records of this connection changed. */
  readonly onRecords: (connection: Connection) => Promise<void>;
  /** A sync failed; Nango tries again at its next turn. */
  readonly onSyncFailure: (connection: Connection, sync: string, message: string) => Promise<void>;
  /** A webhook could not be handled. */
  readonly onError: (error: unknown) => void;
}

/** A server for Nango's webhooks, to be entered as webhook URL in the environment's settings. */
export function createWebhookServer(nango: Verifier, handlers: WebhookHandlers): Server {
  return createServer((request, response) => {
    receive(nango, request, handlers).then(
      (status) => response.writeHead(status).end(),
      (error: unknown) => {
        handlers.onError(error);
        // Nango sends it again when the answer is no success; should it give up, the next webhook brings all the same.
        response.writeHead(500).end();
      },
    );
  });
}

async function receive(nango: Verifier, request: IncomingMessage, handlers: WebhookHandlers): Promise<number> {
  if (request.method !== 'POST') return 405;
  // The signature is over the text that came, not over what parsing makes of it.
  const body = await text(request);
  if (!nango.verifyIncomingWebhookRequest(body, request.headers)) return 401;
  const webhook = syncWebhook.safeParse(JSON.parse(body));
  // Others, such as "auth" when a customer connects, are not for this application.
  if (webhook.success) await dispatch(webhook.data, handlers);
  return 200;
}

const base = { type: z.literal('sync'), connectionId: z.string(), providerConfigKey: z.string(), syncName: z.string() };
const count = z.number().default(0);

const syncWebhook = z.discriminatedUnion('success', [
  z.object({
    ...base,
    success: z.literal(true),
    responseResults: z.object({ added: count, updated: count, deleted: count }),
  }),
  z.object({ ...base, success: z.literal(false), error: z.object({ description: z.string() }) }),
]);

async function dispatch(webhook: z.output<typeof syncWebhook>, handlers: WebhookHandlers): Promise<void> {
  const { connectionId, providerConfigKey, syncName } = webhook;
  const connection = { connectionId, providerConfigKey };
  if (!webhook.success) {
    await handlers.onSyncFailure(connection, syncName, webhook.error.description);
    return;
  }
  const { added, updated, deleted } = webhook.responseResults;
  if (added + updated + deleted > 0) await handlers.onRecords(connection);
}
