import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.js';
import { ApiFailure } from './failure.js';
import type { Connection } from './functions/ports.js';
import type { Definitions, ProviderDefinition } from './outbound/definitions.js';
import type { ClientCredentials } from './outbound/token.js';
import { fetchToken } from './outbound/token.js';
import type { Transport } from './outbound/transport.js';
import type { ConnectionDocument } from './state/documents.js';
import type { State } from './state/state.js';
import { nextNumber } from './state/state.js';

/** A token is fetched anew when less than this is left of it, in milliseconds, unless the definition says otherwise. */
const refreshMargin = 15 * 60_000;
/** After a refresh that failed, none is tried for this long. */
const failureBackoff = 30_000;

export interface NewConnection {
  connectionId?: string | undefined;
  providerConfigKey: string;
  connectionConfig: Record<string, unknown>;
  credentials: ClientCredentials;
  metadata?: Record<string, unknown> | undefined;
  tags?: Record<string, string> | undefined;
  endUser?: ConnectionDocument['end_user'] | undefined;
}

/** The connections of one platform and their tokens. */
export class Connections {
  readonly #refreshing = new Map<string, Promise<ConnectionDocument>>();

  constructor(
    private readonly state: State,
    private readonly definitions: Definitions,
    private readonly transport: Transport,
    private readonly clock: Clock,
  ) {}

  find(providerConfigKey: string, connectionId: string): ConnectionDocument | undefined {
    return this.state.connections
      .values()
      .find((known) => known.connection_id === connectionId && known.provider_config_key === providerConfigKey);
  }

  /** Those of one integration, oldest first. */
  of(providerConfigKey: string): ConnectionDocument[] {
    return this.state.connections.values().filter((known) => known.provider_config_key === providerConfigKey);
  }

  list(): ConnectionDocument[] {
    return this.state.connections.values();
  }

  definitionOf(providerConfigKey: string): ProviderDefinition {
    const provider = this.state.integrations.get(providerConfigKey)?.provider;
    const definition = provider === undefined ? undefined : this.definitions.get(provider);
    if (!definition) throw new ApiFailure(400, 'unknown_provider_config', 'Provider does not exists');
    return definition;
  }

  /** @throws TokenRequestError */
  requestToken(
    definition: ProviderDefinition,
    connectionConfig: Record<string, unknown>,
    client: { id: string; secret: string },
  ): Promise<ClientCredentials> {
    return fetchToken(definition, connectionConfig, client, this.transport, () => this.clock.now());
  }

  /** Creates it, or replaces credentials and configuration of the one that has this id already. */
  async upsert(given: NewConnection): Promise<{ connection: ConnectionDocument; created: boolean }> {
    const connectionId = given.connectionId ?? randomUUID();
    const existing = this.find(given.providerConfigKey, connectionId);
    const now = new Date(this.clock.now()).toISOString();
    const connection: ConnectionDocument = {
      id: existing?.id ?? String(await nextNumber(this.state, 'connection')),
      connection_id: connectionId,
      provider_config_key: given.providerConfigKey,
      connection_config: given.connectionConfig,
      credentials: given.credentials,
      metadata: given.metadata ?? existing?.metadata ?? null,
      tags: given.tags ?? existing?.tags ?? {},
      end_user: given.endUser ?? existing?.end_user ?? null,
      created_at: existing?.created_at ?? now,
      updated_at: now,
      last_fetched_at: now,
      last_refresh_failure: null,
    };
    return { connection: await this.state.connections.set(connection), created: existing === undefined };
  }

  /** Removes it with its records, checkpoints and syncs. */
  async remove({ id }: ConnectionDocument): Promise<void> {
    for (const sync of this.state.syncs.values()) {
      if (String(sync.connection) === id) await this.state.syncs.delete(sync.id);
    }
    await this.state.connections.delete(id);
    await this.state.checkpoints.clear(Number(id), '');
    await this.state.records.clearConnection(Number(id));
  }

  /**
   * The connection with a token that is good for a while. Callers that ask at the same time share one token request.
   *
   * @throws ApiFailure 424 `connection_refresh_backoff` for 30 s after a failure, 400 when the refresh fails
   */
  async fresh(
    connection: ConnectionDocument,
    { forceRefresh }: { forceRefresh: boolean },
  ): Promise<ConnectionDocument> {
    const { last_refresh_failure: failure } = connection;
    if (!forceRefresh && failure !== null && this.clock.now() - failure < failureBackoff) {
      const message = 'A recent refresh attempt failed. Backing off before retrying.';
      throw new ApiFailure(424, 'connection_refresh_backoff', message);
    }
    if (!forceRefresh && !this.#expires(connection)) return connection;
    const running = this.#refreshing.get(connection.id);
    if (running) return running;
    const refresh = this.#refresh(connection).finally(() => this.#refreshing.delete(connection.id));
    this.#refreshing.set(connection.id, refresh);
    return refresh;
  }

  #expires({ credentials, provider_config_key: key }: ConnectionDocument): boolean {
    // Without a time of expiry the token is used as it is until somebody forces a refresh.
    if (credentials.expires_at === undefined) return false;
    const buffer = this.definitionOf(key).token_expiration_buffer;
    const margin = buffer === undefined ? refreshMargin : buffer * 1000;
    return Date.parse(credentials.expires_at) - this.clock.now() < margin;
  }

  async #refresh(connection: ConnectionDocument): Promise<ConnectionDocument> {
    const { client_id: id, client_secret: secret } = connection.credentials;
    const definition = this.definitionOf(connection.provider_config_key);
    try {
      const credentials = await this.requestToken(definition, connection.connection_config, { id, secret });
      const now = new Date(this.clock.now()).toISOString();
      const changes = { credentials, updated_at: now, last_fetched_at: now, last_refresh_failure: null };
      return await this.#change(connection, changes);
    } catch (error) {
      await this.#change(connection, { last_refresh_failure: this.clock.now() });
      const message = error instanceof Error ? error.message : String(error);
      throw new ApiFailure(400, 'invalid_credentials', message);
    }
  }

  async setMetadata(connection: ConnectionDocument, metadata: Record<string, unknown>): Promise<void> {
    await this.#change(connection, { metadata });
  }

  /** Overwrites the given top-level keys and leaves the others. */
  async updateMetadata(connection: ConnectionDocument, metadata: Record<string, unknown>): Promise<void> {
    const current = this.state.connections.get(connection.id);
    await this.#change(connection, { metadata: { ...current?.metadata, ...metadata } });
  }

  /** A connection that was removed in the meantime stays removed. */
  async #change(connection: ConnectionDocument, changes: Partial<ConnectionDocument>): Promise<ConnectionDocument> {
    const current = this.state.connections.get(connection.id);
    return current ? this.state.connections.set({ ...current, ...changes }) : { ...connection, ...changes };
  }

  /** The shape of `GET /connections/:id`, credentials included. */
  present(connection: ConnectionDocument): Connection {
    const withOffset = (time: string): string => time.replace('Z', '+00:00');
    return {
      ...this.presentSimple(connection),
      connection_config: connection.connection_config,
      webhook_url_override: null,
      created_at: withOffset(connection.created_at),
      updated_at: withOffset(connection.updated_at),
      last_fetched_at: connection.last_fetched_at === null ? null : withOffset(connection.last_fetched_at),
      credentials: connection.credentials,
    };
  }

  /** The shape of an element of `GET /connections`. */
  presentSimple(connection: ConnectionDocument) {
    const provider = this.state.integrations.get(connection.provider_config_key)?.provider ?? '';
    const endUser = connection.end_user && { ...connection.end_user, organization: null, tags: {} };
    return {
      id: Number(connection.id),
      connection_id: connection.connection_id,
      provider_config_key: connection.provider_config_key,
      provider,
      errors: [],
      end_user: endUser,
      tags: connection.tags,
      metadata: connection.metadata,
      created: connection.created_at,
    };
  }
}
