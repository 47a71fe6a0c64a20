import type { ProxyConfiguration } from '@nangohq/runner-sdk';
import type { ApiPublicConnectionFull, ApiPublicIntegration } from '@nangohq/types';
import type { AxiosResponse } from 'axios';
import type { Clock } from '../../clock.js';
import type { Profile } from '../profile/profile.js';
import type { RecordStore } from '../records/types.js';
import type { CheckpointStore } from './checkpoint-store.js';
import type { Locks } from './locks.js';

export type Connection = ApiPublicConnectionFull;
export type Integration = ApiPublicIntegration;

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** One line of a run's log. Secrets are gone before it gets here. */
export interface LogEntry {
  type: 'log' | 'http';
  level: LogLevel;
  /** `user`: the function said it; `internal`: the platform did. */
  source: 'user' | 'internal';
  message: string;
  /** Milliseconds since 1970. */
  at: number;
  meta?: unknown;
  /** For `http`: what was asked and what came back; `status` is missing after a network error. */
  http?: { method: string; url: string; status?: number; code?: string; durationMs: number };
}

export interface RetryDecision {
  retry: boolean;
  reason: string;
  /** Milliseconds, when the answer named a time to wait. */
  wait?: number;
}

/** One `nango.proxy()` call: the port answers or throws what axios would throw. */
export interface OutboundCall {
  config: ProxyConfiguration;
  /** Read again before every attempt, so that a refreshed token is used. */
  getConnection(): Promise<Connection>;
  /** To be called once per request that goes out. */
  onAttempt(): void;
  /** Asked before each retry; may forbid it. */
  onRetry(decision: RetryDecision): RetryDecision;
  log(entry: LogEntry): void;
}

export type RequestPort = <T>(call: OutboundCall) => Promise<AxiosResponse<T>>;

/** What a function may ask of the platform beyond requests and records. */
export interface ConnectionSource {
  /** @throws Error when there is no such connection or its token cannot be refreshed. */
  getConnection(
    providerConfigKey: string,
    connectionId: string,
    options: { forceRefresh: boolean },
  ): Promise<Connection>;
  setMetadata(providerConfigKey: string, connectionIds: string[], metadata: Record<string, unknown>): Promise<void>;
  updateMetadata(providerConfigKey: string, connectionIds: string[], metadata: Record<string, unknown>): Promise<void>;
  getIntegration(uniqueKey: string): Promise<Integration>;
  environmentVariables(): { name: string; value: string }[];
  triggerSync(providerConfigKey: string, syncs: string[], connectionId: string | undefined, reset: ResetOptions): void;
  startSync(providerConfigKey: string, syncs: string[], connectionId: string | undefined): void;
  triggerAction(providerConfigKey: string, connectionId: string, action: string, input: unknown): Promise<unknown>;
}

export interface ResetOptions {
  reset?: boolean | undefined;
  emptyCache?: boolean | undefined;
}

/** Everything outside a function. Replace any of them to run a compiled bundle without HTTP, disk or real time. */
export interface FunctionPorts {
  request: RequestPort;
  records: RecordStore;
  checkpoints: CheckpointStore;
  connections: ConnectionSource;
  clock: Clock;
  /** The version of Nango to imitate. Default: `selfHosted`. */
  profile?: Profile;
  log?(entry: LogEntry): void;
  /** Told after each batch what it changed. */
  saved?(model: string, change: { added: number; updated: number; deleted: number }): void;
  /** `nango.log` below it is dropped, as on the real platform, whose default is `warn`. */
  logLevel?: LogLevel | 'off';
  /** Shared between runs to have locks that exclude each other. */
  locks?: Locks;
  /**
   * Awaited before every SDK call of the function, and before every page of a generator. When it throws, the run is dead:
   * every later call throws the same, whatever the function catches, and the run fails as `script_aborted`.
   */
  beforeCall?(method: string): void | Promise<void>;
  /** Awaited after a call took effect and before the function learns of it. Throwing kills the run as above. */
  afterCall?(method: string): void | Promise<void>;
}
