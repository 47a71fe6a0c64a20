/**
 * The part of a Nango function's `nango` object that talks to Halo. Structural, so that `NangoSync`, `NangoAction` and
 * the test doubles all fit without a cast.
 */
export interface HaloConnection {
  /** One GET through Nango's proxy; `endpoint` is relative to the definition's base URL (`https://{hostname}/api`). */
  get(config: { endpoint: string; params?: Record<string, string>; retries?: number }): Promise<ProxyAnswer>;
  /**
   * Reads the connection, which the SDK remembers for a minute; with `refreshToken` it is read again, with `forceRefresh`
   * Nango fetches a new token first (nango-platform.md §10.2).
   */
  getConnection(
    providerConfigKey?: string,
    connectionId?: string,
    options?: { forceRefresh?: boolean; refreshToken?: boolean },
  ): Promise<ConnectionDetails>;
  /** Writes to the log that the customer's developer sees in Nango's dashboard. */
  log(message: string, options?: { level?: 'debug' | 'info' | 'warn' | 'error' }): Promise<void> | void;
}

/** The same, with what changes something in Halo: its API knows POST and DELETE (halo-api.md §2.1). */
export interface WritableConnection extends HaloConnection {
  post(config: {
    endpoint: string;
    params?: Record<string, string>;
    data: unknown;
    retries?: number;
  }): Promise<ProxyAnswer>;
  delete(config: { endpoint: string; params?: Record<string, string>; retries?: number }): Promise<ProxyAnswer>;
  /** Takes a lock of the environment; where runs share none, every run gets it (nango-platform.md §17). */
  tryAcquireLock(lock: { key: string; ttlMs: number }): Promise<boolean>;
}

/** What a proxy call answers: axios's response, of which only these parts are used. */
export interface ProxyAnswer {
  status: number;
  headers: object;
  data: unknown;
}

/** What is read of a connection. `credentials` never leaves this folder. */
export interface ConnectionDetails {
  connection_config?: Record<string, unknown>;
  credentials?: unknown;
}
