import type { Connection, ConnectionSource, Integration } from './ports.js';

export interface FixedConnectionOptions {
  connectionId?: string;
  providerConfigKey?: string;
  provider?: string;
  connectionConfig?: Record<string, unknown>;
  metadata?: Record<string, unknown> | null;
  /** Asked whenever the function or a request reads the connection; `forceRefresh` asks for a new token. */
  token?: (options: { forceRefresh: boolean }) => string | Promise<string>;
  environmentVariables?: Record<string, string>;
}

/** One connection without a server: what `runFunction` needs in tests. Metadata that a function sets is kept on it. */
export class FixedConnection implements ConnectionSource {
  metadata: Record<string, unknown> | null;

  constructor(private readonly options: FixedConnectionOptions = {}) {
    this.metadata = options.metadata ?? null;
  }

  async getConnection(
    providerConfigKey: string,
    connectionId: string,
    request: { forceRefresh: boolean },
  ): Promise<Connection> {
    const token = (await this.options.token?.(request)) ?? 'token';
    const then = new Date(0).toISOString();
    return {
      id: 1,
      connection_id: connectionId,
      provider_config_key: providerConfigKey,
      provider: this.options.provider ?? 'halo-psa',
      errors: [],
      end_user: null,
      tags: {},
      metadata: this.metadata,
      connection_config: this.options.connectionConfig ?? { hostname: 'acme.halopsa.test' },
      webhook_url_override: null,
      created_at: then,
      updated_at: then,
      last_fetched_at: then,
      credentials: { type: 'OAUTH2_CC', token, client_id: 'client', client_secret: 'secret', raw: {} },
    };
  }

  setMetadata(_key: string, _ids: string[], metadata: Record<string, unknown>): Promise<void> {
    this.metadata = { ...metadata };
    return Promise.resolve();
  }

  updateMetadata(_key: string, _ids: string[], metadata: Record<string, unknown>): Promise<void> {
    this.metadata = { ...this.metadata, ...metadata };
    return Promise.resolve();
  }

  getIntegration(uniqueKey: string): Promise<Integration> {
    const then = new Date(0).toISOString();
    const provider = this.options.provider ?? 'halo-psa';
    return Promise.resolve({
      unique_key: uniqueKey,
      provider,
      display_name: provider,
      logo: '',
      forward_webhooks: true,
      created_at: then,
      updated_at: then,
    });
  }

  environmentVariables(): { name: string; value: string }[] {
    return Object.entries(this.options.environmentVariables ?? {}).map(([name, value]) => ({ name, value }));
  }

  triggerSync(): void {
    throw new Error('There is no scheduler behind a fixed connection');
  }

  startSync(): void {
    throw new Error('There is no scheduler behind a fixed connection');
  }

  triggerAction(): Promise<unknown> {
    return Promise.reject(new Error('There are no other functions behind a fixed connection'));
  }
}
