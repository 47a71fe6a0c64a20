import type { Clock } from '../../clock.js';
import type { InProcessClient } from './client.js';
import type { Connection } from './ports.js';

export interface ConnectionOptions {
  refreshToken?: boolean;
  refreshGithubAppJwtToken?: boolean;
  forceRefresh?: boolean;
}

const lifetime = 60_000;

/** Connections are read once a minute and run, as by the SDK's base class, but by the platform's clock. */
export class ConnectionCache {
  readonly #known = new Map<string, { connection: Connection; at: number }>();

  constructor(
    private readonly client: InProcessClient,
    private readonly clock: Clock,
  ) {}

  async get(providerConfigKey: string, connectionId: string, options: ConnectionOptions = {}): Promise<Connection> {
    const key = `${providerConfigKey}\u0000${connectionId}`;
    const known = this.#known.get(key);
    const force = options.forceRefresh ?? false;
    if (known && !force && !(options.refreshToken ?? false) && this.clock.now() - known.at <= lifetime) {
      return known.connection;
    }
    const connection = await this.client.getConnection(providerConfigKey, connectionId, force);
    this.#known.set(key, { connection, at: this.clock.now() });
    return connection;
  }

  forget(): void {
    this.#known.clear();
  }
}
