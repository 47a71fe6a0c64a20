import type { ProxyConfiguration } from '@nangohq/runner-sdk';
import { ExecutionAbortedSDKError, ExecutionInterruptedSDKError, ExecutionTimeoutSDKError } from '@nangohq/runner-sdk';
import type { AxiosResponse } from 'axios';
import type { Facts } from '../profile/facts.js';
import { selfHosted } from '../profile/profile.js';
import type { WriteSummary } from '../records/types.js';
import { Checkpointing } from './checkpointing.js';
import { InProcessClient } from './client.js';
import { Locks } from './locks.js';
import type { Connection, FunctionPorts, LogLevel } from './ports.js';
import type { FunctionKind, RunIdentity } from './identity.js';

export interface ModelCounts {
  added: number;
  updated: number;
  deleted: number;
}

const levels: Record<string, LogLevel> = {
  debug: 'debug',
  info: 'info',
  warn: 'warn',
  error: 'error',
  verbose: 'debug',
  silly: 'debug',
  http: 'info',
};

export interface RuntimeOptions {
  ports: FunctionPorts;
  identity: RunIdentity;
  kind: FunctionKind;
  signal?: AbortSignal | undefined;
  lifecycle?: { interruptAfterMs: number; killAfterMs: number } | undefined;
}

/** What one run shares between its SDK methods: both kinds of SDK object (action and sync) delegate to it. */
export class Runtime {
  readonly client: InProcessClient;
  readonly checkpointing: Checkpointing;
  readonly checkpointKey: string;
  readonly ports: FunctionPorts;
  /** What the imitated version of Nango does. */
  readonly facts: Facts;
  readonly counts: Record<string, ModelCounts> = {};
  requests = 0;
  readonly #locks: Locks;
  readonly #owner: string;
  readonly #signal: AbortSignal | undefined;
  readonly #interruptAt: number;
  readonly #killAt: number;

  constructor({ ports, identity, kind, signal, lifecycle }: RuntimeOptions) {
    this.ports = ports;
    this.facts = (ports.profile ?? selfHosted).facts;
    this.client = new InProcessClient(ports.connections);
    const limits = this.facts['checkpoints.size'];
    this.checkpointing = new Checkpointing(ports.checkpoints, identity.connection, limits, (reason) => {
      this.note('error', `Failed to get checkpoint: ${reason}`);
    });
    const variant = kind === 'sync' || kind === 'webhook' ? `:${identity.variant}` : '';
    this.checkpointKey = `${kind}:${identity.name}${variant}`;
    const shared = this.facts['syncs.locks'] === 'shared by all runs' ? ports.locks : undefined;
    this.#locks = shared ?? new Locks(ports.clock);
    this.#owner = identity.runId;
    this.#signal = signal;
    this.#interruptAt = ports.clock.now() + (lifecycle?.interruptAfterMs ?? Infinity);
    this.#killAt = ports.clock.now() + (lifecycle?.killAfterMs ?? Infinity);
  }

  /** @throws ExecutionAbortedSDKError after a cancellation, ExecutionTimeoutSDKError after the longest time allowed. */
  throwIfAborted(): void {
    if (this.#signal?.aborted === true) throw new ExecutionAbortedSDKError();
    if (this.ports.clock.now() > this.#killAt) throw new ExecutionTimeoutSDKError();
  }

  /** @throws ExecutionInterruptedSDKError when the run should end here and continue in a next one. */
  throwIfInterrupted(): void {
    if (this.ports.clock.now() > this.#interruptAt) throw new ExecutionInterruptedSDKError();
  }

  /**
   * One call to the external API. A 401 is retried once with the connection read anew; after that only when its
   * credentials have really changed, so a permission that answers 401 costs two requests and not all the retries.
   */
  proxy<T>(
    config: ProxyConfiguration,
    reader: { getConnection(): Promise<Connection>; forgetConnections(): void },
  ): Promise<AxiosResponse<T>> {
    let previous: string | undefined;
    let mayRetryUnauthorized = true;
    return this.ports.request<T>({
      config,
      getConnection: async () => {
        const connection = await reader.getConnection();
        const credentials = JSON.stringify(connection.credentials);
        if (previous !== undefined) mayRetryUnauthorized = previous !== credentials;
        previous = credentials;
        return connection;
      },
      onAttempt: () => {
        this.requests += 1;
      },
      onRetry: (decision) => {
        if (!decision.reason.includes('code_401')) return decision;
        reader.forgetConnections();
        return mayRetryUnauthorized ? decision : { retry: false, reason: 'invalid_credentials' };
      },
      log: (entry) => this.ports.log?.(entry),
    });
  }

  /** `args` as `nango.log` gets them: a message, perhaps data, and perhaps `{ level }` last. */
  log(args: unknown[], shouldLog: (level: LogLevel) => boolean): void {
    const last = args.at(-1);
    const hasLevel = typeof last === 'object' && last !== null && 'level' in last;
    const [message, data] = hasLevel ? args.slice(0, -1) : args;
    if (args.length === 0) return;
    const level = (hasLevel && levels[String(last.level)]) || 'info';
    if (!shouldLog(level)) return;
    const meta = Array.isArray(data) ? Object.fromEntries(data.entries()) : data;
    this.note(level, typeof message === 'string' ? message : JSON.stringify(message), 'user', meta);
  }

  note(level: LogLevel, message: string, source: 'user' | 'internal' = 'internal', meta?: unknown): void {
    this.ports.log?.({
      type: 'log',
      level,
      source,
      message,
      at: this.ports.clock.now(),
      ...(meta !== undefined && { meta }),
    });
  }

  count(model: string, summary: Pick<WriteSummary, 'added' | 'updated' | 'deleted'>): void {
    const name = model.split('::')[0] ?? model;
    const { added, updated, deleted } = summary;
    const change = { added: added.length, updated: updated.length, deleted: deleted.length };
    const total = (this.counts[name] ??= { added: 0, updated: 0, deleted: 0 });
    total.added += change.added;
    total.updated += change.updated;
    total.deleted += change.deleted;
    this.ports.saved?.(name, change);
  }

  acquireLock(key: string, milliseconds: number): boolean {
    return this.#locks.acquire(this.#owner, key, milliseconds);
  }

  releaseLock(key: string): boolean {
    return this.#locks.release(this.#owner, key);
  }

  releaseAllLocks(): void {
    this.#locks.releaseAll(this.#owner);
  }
}
