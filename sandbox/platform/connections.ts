import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.js';
import { presentConnection, presentSimple } from './connection-view.js';
import { ApiFailure } from './failure.js';
import type { Connection } from './functions/ports.js';
import type { Definitions, ProviderDefinition } from './outbound/definitions.js';
import type { ClientCredentials } from './outbound/token.js';
import { fetchToken } from './outbound/token.js';
import type { Transport } from './outbound/transport.js';
import type { Facts } from './profile/facts.js';
import { RenewalFailure, Renewals } from './renewals.js';
import type { ConnectionDocument } from './state/documents.js';
import type { State } from './state/state.js';
import { nextNumber } from './state/state.js';
import { refuseFirst, refuseRenewal } from './token-answers.js';

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
  readonly #renewals: Renewals;

  constructor(
    private readonly state: State,
    private readonly definitions: Definitions,
    private readonly transport: Transport,
    private readonly clock: Clock,
    private readonly facts: Facts,
  ) {
    this.#renewals = new Renewals(state, clock, facts['tokens.renewal'].marginSeconds, {
      definitionOf: (key) => this.definitionOf(key),
      fetch: (...request) => this.#fetch(...request),
    });
  }

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

  /**
   * The first token of a connection.
   *
   * @throws ApiFailure as `refuseFirst` says
   */
  async requestToken(
    definition: ProviderDefinition,
    connectionConfig: Record<string, unknown>,
    client: { id: string; secret: string },
  ): Promise<ClientCredentials> {
    try {
      return await this.#fetch(definition, connectionConfig, client);
    } catch (error) {
      throw refuseFirst(error, this.facts);
    }
  }

  #fetch(
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
      refresh_attempts: null,
      refresh_exhausted: false,
      auth_log: existing?.auth_log ?? null,
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

  /** The connection with a token that is good for a while. @throws RenewalFailure */
  fresh(connection: ConnectionDocument, options: { forceRefresh: boolean }): Promise<ConnectionDocument> {
    return this.#renewals.fresh(connection, options);
  }

  /**
   * What `GET /connections/:id` answers, to clients and to functions alike.
   *
   * @throws ApiFailure as `refuseRenewal` says
   */
  async retrieve(connection: ConnectionDocument, options: { forceRefresh: boolean }): Promise<Connection> {
    try {
      return this.present(await this.fresh(connection, options));
    } catch (error) {
      if (!(error instanceof RenewalFailure)) throw error;
      const current = this.state.connections.get(connection.id) ?? connection;
      throw refuseRenewal(error, this.present(current), this.facts);
    }
  }

  /** After a connection was created, or created again: earlier errors no longer apply. */
  async clearFailure(connection: ConnectionDocument): Promise<void> {
    await this.#change(connection, { auth_log: null });
  }

  /** A connection that was created again and refused by a `validate-connection` function gets no token until the next time. */
  async refuse(connection: ConnectionDocument): Promise<void> {
    await this.#renewals.refuse(connection);
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
    return presentConnection(connection, this.#providerOf(connection));
  }

  /** The shape of an element of `GET /connections`. */
  presentSimple(connection: ConnectionDocument) {
    return presentSimple(connection, this.#providerOf(connection));
  }

  #providerOf({ provider_config_key: key }: ConnectionDocument): string {
    return this.state.integrations.get(key)?.provider ?? '';
  }
}
