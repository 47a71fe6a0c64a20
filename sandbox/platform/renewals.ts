import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { Clock } from '../clock.js';
import { presentRow } from './connection-view.js';
import type { ProviderDefinition } from './outbound/definitions.js';
import type { ClientCredentials } from './outbound/token.js';
import { TokenRequestError } from './outbound/token-errors.js';
import type { ConnectionDocument } from './state/documents.js';
import type { State } from './state/state.js';

/** After a renewal that failed, none is tried for this long. */
const failureBackoff = 30_000;
/** Days on which renewals may fail before none is tried any more. */
const mostFailedDays = 4;

const reasons = {
  client_credentials_fetch_error: { status: 400, message: 'Failed to fetch client credentials token: ' },
  refresh_token_external_error: {
    status: 400,
    message: 'The external API returned an error when trying to refresh the access token. Please try again later.',
  },
  connection_refresh_backoff: {
    status: 424,
    message: 'A recent refresh attempt failed. Backing off before retrying.',
  },
  connection_refresh_exhausted: {
    status: 424,
    message: 'The refresh limit has been reached for this connection.',
  },
} as const;

/** A connection that gets no token. What the authorisation server said is only in Nango's log. */
export class RenewalFailure extends Error {
  readonly status: number;
  /** The message without the connection in it. */
  readonly summary: string;

  constructor(
    readonly code: keyof typeof reasons,
    connection: ConnectionDocument,
    cause?: unknown,
  ) {
    const { status, message } = reasons[code];
    const shown = code === 'client_credentials_fetch_error' ? { connection: presentRow(connection) } : undefined;
    super(shown ? message + JSON.stringify(shown) : message, { cause });
    this.status = status;
    this.summary = message;
  }

  /** No renewal was tried, because one has failed before. */
  get isWaiting(): boolean {
    return this.code === 'connection_refresh_backoff' || this.code === 'connection_refresh_exhausted';
  }

  /** What kept the token from being issued, which no answer of 0.71.4 shows. */
  get reason(): Record<string, unknown> {
    if (!(this.cause instanceof TokenRequestError)) return {};
    const { payload } = this.cause;
    return typeof payload === 'string' ? z.record(z.string(), z.unknown()).parse(JSON.parse(payload)) : payload;
  }
}

export interface TokenSource {
  definitionOf(providerConfigKey: string): ProviderDefinition;
  /** @throws TokenRequestError, or any other Error where the server itself fails */
  fetch(
    definition: ProviderDefinition,
    connectionConfig: Record<string, unknown>,
    client: { id: string; secret: string },
  ): Promise<ClientCredentials>;
}

/** Keeps the tokens of connections fresh, and remembers where that failed. */
export class Renewals {
  readonly #running = new Map<string, Promise<ConnectionDocument>>();

  constructor(
    private readonly state: State,
    private readonly clock: Clock,
    /** A new token is fetched when less than this time is left, unless the definition says otherwise. */
    private readonly marginSeconds: number,
    private readonly tokens: TokenSource,
  ) {}

  /**
   * The connection with a token that is good for a while. Callers that ask at the same time share one token request.
   *
   * @throws RenewalFailure also for 30 s after a failure, and permanently after failures on several days, unless it is forced
   */
  async fresh(
    connection: ConnectionDocument,
    { forceRefresh }: { forceRefresh: boolean },
  ): Promise<ConnectionDocument> {
    const { last_refresh_failure: failure } = connection;
    if (!forceRefresh) {
      if (connection.refresh_exhausted) throw new RenewalFailure('connection_refresh_exhausted', connection);
      if (failure !== null && this.clock.now() - failure < failureBackoff) {
        throw new RenewalFailure('connection_refresh_backoff', connection);
      }
      if (!this.#expires(connection)) return connection;
    }
    const running = this.#running.get(connection.id);
    if (running) return running;
    const renewal = this.#renew(connection).finally(() => this.#running.delete(connection.id));
    this.#running.set(connection.id, renewal);
    return renewal;
  }

  /** Lets the connection have no token any more, as after renewals that failed for days. */
  async refuse(connection: ConnectionDocument): Promise<void> {
    const failed = { last_refresh_failure: this.clock.now(), refresh_attempts: mostFailedDays };
    await this.#change(connection, { ...failed, refresh_exhausted: true, auth_log: this.#newLog() });
  }

  #expires({ credentials, provider_config_key: key }: ConnectionDocument): boolean {
    // Without a time of expiry the token is used as it is until somebody forces a renewal.
    if (credentials.expires_at === undefined) return false;
    const { token_expiration_buffer: margin = this.marginSeconds } = this.tokens.definitionOf(key);
    return Date.parse(credentials.expires_at) - this.clock.now() < margin * 1000;
  }

  async #renew(connection: ConnectionDocument): Promise<ConnectionDocument> {
    const { client_id: id, client_secret: secret } = connection.credentials;
    const definition = this.tokens.definitionOf(connection.provider_config_key);
    try {
      const credentials = await this.tokens.fetch(definition, connection.connection_config, { id, secret });
      const now = new Date(this.clock.now()).toISOString();
      const times = { updated_at: now, last_fetched_at: now };
      const succeeded = { last_refresh_failure: null, refresh_attempts: null, refresh_exhausted: false };
      return await this.#change(connection, { credentials, ...times, ...succeeded, auth_log: null });
    } catch (error) {
      await this.#noteFailure(connection);
      const isForeseen = error instanceof TokenRequestError;
      throw new RenewalFailure(isForeseen ? error.code : 'refresh_token_external_error', connection, error);
    }
  }

  async #noteFailure(connection: ConnectionDocument): Promise<void> {
    const { last_refresh_failure: last, refresh_attempts: attempts } = connection;
    const now = this.clock.now();
    const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
    const isAnotherDay = last !== null && dayOf(last) < dayOf(now);
    const failedDays = Math.max(1, attempts ?? 0) + (isAnotherDay ? 1 : 0);
    await this.#change(connection, {
      last_refresh_failure: now,
      refresh_attempts: failedDays,
      refresh_exhausted: failedDays >= mostFailedDays,
      auth_log: this.#newLog(),
    });
  }

  /** The id of an entry in Nango's log. */
  #newLog(): string {
    return `${String(this.clock.now())}_${randomBytes(4).toString('hex')}`;
  }

  /** A connection that was removed in the meantime stays removed. */
  async #change(connection: ConnectionDocument, changes: Partial<ConnectionDocument>): Promise<ConnectionDocument> {
    const current = this.state.connections.get(connection.id);
    return current ? this.state.connections.set({ ...current, ...changes }) : { ...connection, ...changes };
  }
}
