import { createHash, createHmac } from 'node:crypto';
import stringify from 'fast-safe-stringify';
import type { Clock } from '../../clock.js';
import type { CheckpointRange } from '../functions/checkpointing.js';
import type { Journal, Operation } from '../logs/journal.js';
import type { ConnectionDocument, SyncRun } from '../state/documents.js';
import { backoff } from '../outbound/retry.js';
import type { State } from '../state/state.js';
import { connectionBody, syncBody } from './bodies.js';
import { webhooksOf } from './settings.js';

export interface WebhookOptions {
  state: Pick<State, 'webhooks' | 'integrations'>;
  clock: Clock;
  journal: Journal;
  signingKey: string;
  /** Takes work that nobody waits for. */
  track: (work: Promise<void>) => void;
}

/** Tries after the first one, and the milliseconds that one may take: the real server's (nango-platform.md §19). */
const retries = 2;
const patience = 20_000;

/** What a receiver checks: the body signed in the old way, and with an HMAC. */
const signatures = (key: string, body: string): Record<string, string> => ({
  'x-nango-signature': createHash('sha256').update(`${key}${body}`).digest('hex'),
  'x-nango-hmac-sha256': createHmac('sha256', key).update(body).digest('hex'),
});

/** Sends the environment's webhooks. Nothing waits for them, and what becomes of each is in the log. */
export class Webhooks {
  constructor(private readonly options: WebhookOptions) {}

  /** One for each model of a run; after a success only where something changed, unless all are wanted. */
  afterRun(run: SyncRun, more: { incremental: boolean; checkpoints?: CheckpointRange | undefined }): void {
    const settings = webhooksOf(this.options.state);
    if (run.error && !settings.on_sync_error) return;
    // A failure is reported once, for all models together.
    for (const model of run.error ? [run.models.join(',')] : run.models) {
      const { added = 0, updated = 0, deleted = 0 } = run.counts[model] ?? {};
      const tellsNothing = run.error === undefined && added + updated + deleted === 0;
      if (tellsNothing && !settings.on_sync_completion_always) continue;
      this.#send(syncBody(run, model, more), {
        operation: { type: 'webhook', action: 'sync' },
        integration: run.providerConfigKey,
        function: run.sync,
        meta: { model, connection: run.connectionId },
      });
    }
  }

  afterConnection(connection: ConnectionDocument): void {
    if (!webhooksOf(this.options.state).on_auth_creation) return;
    const { provider_config_key: integration } = connection;
    const provider = this.options.state.integrations.get(integration)?.provider ?? 'unknown';
    this.#send(connectionBody(connection, provider), {
      operation: { type: 'webhook', action: 'connection_create' },
      integration,
      connection,
    });
  }

  #send(body: object, subject: Parameters<Journal['open']>[0]): void {
    const { primary_url: primary, secondary_url: secondary } = webhooksOf(this.options.state);
    const addresses = [primary, secondary].filter((address) => address !== null);
    if (addresses.length === 0) return;
    const text = stringify.default.stableStringify(body);
    const headers = { 'content-type': 'application/json', ...signatures(this.options.signingKey, text) };
    const operation = this.options.journal.open(subject);
    const deliveries = addresses.map((address) => this.#deliver(address, text, headers, operation));
    this.options.track(
      Promise.all(deliveries).then((delivered) => {
        operation.end(delivered.every(Boolean) ? 'success' : 'failed');
      }),
    );
  }

  /** Tries again after an answer of 500 and more, and after none; other refusals are final. */
  async #deliver(url: string, body: string, headers: Record<string, string>, operation: Operation): Promise<boolean> {
    const { clock } = this.options;
    for (let tries = 0; ; tries += 1) {
      const started = clock.now();
      const outcome = await post(url, body, headers);
      const durationMs = clock.now() - started;
      operation.write({
        type: 'http',
        level: outcome.isTaken ? 'info' : 'error',
        source: 'internal',
        message: `POST ${url}`,
        at: clock.now(),
        http: { method: 'POST', url, durationMs, ...outcome.http },
      });
      if (outcome.isTaken || !outcome.mayRetry || tries === retries) return outcome.isTaken;
      await new Promise<void>((resolve) => {
        clock.setTimeout(resolve, backoff(tries));
      });
    }
  }
}

interface Outcome {
  isTaken: boolean;
  mayRetry: boolean;
  http: { status: number } | { code: string };
}

async function post(url: string, body: string, headers: Record<string, string>): Promise<Outcome> {
  try {
    const signal = AbortSignal.timeout(patience);
    const response = await fetch(url, { method: 'POST', headers, body, signal });
    await response.body?.cancel();
    return { isTaken: response.ok, mayRetry: response.status >= 500, http: { status: response.status } };
  } catch (error) {
    // The address is known, so only the reason is reported.
    const cause = error instanceof Error ? error.cause : undefined;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no answer';
    return { isTaken: false, mayRetry: true, http: { code } };
  }
}
