import { createServer, type IncomingMessage, type Server } from 'node:http';

import type { Nango } from '@nangohq/node';
import { z } from 'zod';

import type { Connection } from './connection.js';

/** What is used of the client. */
type Verifier = Pick<Nango, 'verifyIncomingWebhookRequest'>;

export interface WebhookHandlers {
  /** Key of the integration whose webhooks are followed; an environment sends those of all its integrations. */
  readonly integration: string;
  /** Records of this connection changed. Takes note of it and returns; Nango waits for the answer meanwhile. */
  readonly onRecords: (connection: Connection) => void;
  /** A sync failed; Nango tries again at its next turn. */
  readonly onSyncFailure: (connection: Connection, sync: string, message: string) => void;
  /** A webhook could not be handled. */
  readonly onError: (error: unknown) => void;
}

/** Bytes of a webhook at most: those of syncs have a few hundred, and anybody can send something here. */
const longestBody = 1_000_000;

/** Nango tries again after 500, and after nothing else; should it give up, the next webhook brings all the same. */
const answers = {
  200: 'Taken.',
  400: 'The body is not a webhook of Nango.',
  401: 'The signature is missing, or was not made with the signing key of this environment.',
  405: 'Webhooks are sent with POST.',
  413: 'The body is too large for a webhook.',
  500: 'The webhook could not be handled.',
} as const;

type Status = keyof typeof answers;

/** A server for Nango's webhooks, to be entered as webhook URL in the environment's settings. */
export function createWebhookServer(nango: Verifier, handlers: WebhookHandlers): Server {
  return createServer((request, response) => {
    void receive(nango, request, handlers)
      .catch((error: unknown): Status => {
        handlers.onError(error);
        return 500;
      })
      .then((status) => {
        // A body that was not read to its end would be taken for the next request.
        const headers = { 'content-type': 'text/plain', ...(status === 413 && { connection: 'close' }) };
        response.writeHead(status, status === 405 ? { ...headers, allow: 'POST' } : headers).end(answers[status]);
      });
  });
}

async function receive(nango: Verifier, request: IncomingMessage, handlers: WebhookHandlers): Promise<Status> {
  if (request.method !== 'POST') return 405;
  const body = await readBody(request);
  if (body === undefined) return 413;
  // The signature is over the text that came, not over what parsing makes of it.
  if (!nango.verifyIncomingWebhookRequest(body, request.headers)) return 401;
  const json = parseJson(body);
  if (json === undefined) return 400;
  const { type, providerConfigKey } = envelope.safeParse(json).data ?? {};
  if (type === undefined) return 400;
  // Others, such as "auth" when a customer connects, and those of other integrations are not for this application.
  if (type !== 'sync' || providerConfigKey !== handlers.integration) return 200;
  const webhook = syncWebhook.safeParse(json);
  if (!webhook.success) return 400;
  dispatch(webhook.data, handlers);
  return 200;
}

/** @returns the text, or nothing when it is too long; what is left of it is not read then */
function readBody(request: IncomingMessage): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length <= longestBody) return;
      request.pause();
      resolve(undefined);
    });
    request.on('end', () => {
      resolve(Buffer.concat(chunks).toString('utf8'));
    });
    request.on('error', reject);
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Whoever sent it is told by the answer.
    return undefined;
  }
}

const envelope = z.object({ type: z.string(), providerConfigKey: z.string().optional() });

const base = { connectionId: z.string(), providerConfigKey: z.string(), syncName: z.string() };
const count = z.number().default(0);

const syncWebhook = z.discriminatedUnion('success', [
  z.object({
    ...base,
    success: z.literal(true),
    responseResults: z.object({ added: count, updated: count, deleted: count }),
  }),
  z.object({ ...base, success: z.literal(false), error: z.object({ description: z.string() }) }),
]);

function dispatch(webhook: z.output<typeof syncWebhook>, handlers: WebhookHandlers): void {
  const { connectionId, providerConfigKey, syncName } = webhook;
  const connection = { connectionId, providerConfigKey };
  if (!webhook.success) {
    handlers.onSyncFailure(connection, syncName, webhook.error.description);
    return;
  }
  const { added, updated, deleted } = webhook.responseResults;
  if (added + updated + deleted > 0) handlers.onRecords(connection);
}
