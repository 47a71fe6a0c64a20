import type { ProxyConfiguration, ZodCheckpoint } from '@nangohq/runner-sdk';
import { NangoActionBase } from '@nangohq/runner-sdk';
import type { GetPublicConnection, NangoProps, PostPublicTrigger } from '@nangohq/types';
import type { AxiosResponse } from 'axios';
import type { Checkpoint } from './checkpoint-store.js';
import type { ConnectionCache, ConnectionOptions } from './connection-cache.js';
import type { InProcessClient } from './client.js';
import type { LogLevel } from './ports.js';
import type { Runtime } from './runtime.js';

type SyncReference = string | { name: string; variant: string };
type TriggerOptions = PostPublicTrigger['Body']['opts'] | PostPublicTrigger['Body']['sync_mode'] | boolean;

/** The `nango` object of actions and event functions. */
export class ActionContext extends NangoActionBase<never, ZodCheckpoint> {
  nango: InProcessClient;

  constructor(
    props: NangoProps,
    protected readonly runtime: Runtime,
    protected readonly connections: ConnectionCache,
  ) {
    super(props);
    this.nango = runtime.client;
  }

  protected override throwIfAbortedOrKilled(): void {
    this.runtime.throwIfAborted();
  }

  protected override throwIfInterrupted(): void {
    this.runtime.throwIfInterrupted();
  }

  override async proxy<T = unknown>(config: ProxyConfiguration): Promise<AxiosResponse<T>> {
    this.throwIfAbortedOrKilled();
    const { providerConfigKey, connectionId } = config;
    const response = await this.runtime.proxy<T>(this.getProxyConfig(config), {
      getConnection: () => this.getConnection(providerConfigKey, connectionId),
      forgetConnections: () => {
        this.connections.forget();
      },
    });
    this.telemetryBag.proxyCalls += 1;
    return response;
  }

  override log(...args: unknown[]): void {
    this.throwIfAbortedOrKilled();
    this.runtime.log(args, (level: LogLevel) => this.shouldLog(level));
  }

  override getConnection(
    providerConfigKey?: string,
    connectionId?: string,
    options?: ConnectionOptions,
  ): Promise<GetPublicConnection['Success']> {
    this.throwIfAbortedOrKilled();
    return this.connections.get(
      providerConfigKey ?? this.providerConfigKey,
      connectionId ?? this.connectionId,
      options,
    );
  }

  override async setMetadata(metadata: Record<string, unknown>) {
    this.throwIfAbortedOrKilled();
    this.connections.forget();
    return this.nango.setMetadata(this.providerConfigKey, this.connectionId, metadata);
  }

  override async updateMetadata(metadata: Record<string, unknown>) {
    this.throwIfAbortedOrKilled();
    this.connections.forget();
    return this.nango.updateMetadata(this.providerConfigKey, this.connectionId, metadata);
  }

  override async triggerSync(key: string, connectionId: string, sync: SyncReference, options?: TriggerOptions) {
    this.throwIfAbortedOrKilled();
    await this.nango.triggerSync(key, [sync], connectionId, options);
  }

  override async startSync(key: string, syncs: SyncReference[], connectionId?: string): Promise<void> {
    this.throwIfAbortedOrKilled();
    await this.nango.startSync(key, syncs, connectionId);
  }

  override uncontrolledFetch(): Promise<Response> {
    return Promise.reject(new Error('uncontrolledFetch is refused by the local platform: use nango.proxy'));
  }

  override tryAcquireLock({ key, ttlMs }: { key: string; ttlMs: number }): Promise<boolean> {
    this.throwIfAbortedOrKilled();
    return Promise.resolve(this.runtime.acquireLock(key, ttlMs));
  }

  override releaseLock({ key }: { key: string }): Promise<boolean> {
    return Promise.resolve(this.runtime.releaseLock(key));
  }

  override releaseAllLocks(): Promise<void> {
    this.runtime.releaseAllLocks();
    return Promise.resolve();
  }

  override getCheckpoint(): Promise<Checkpoint | null> {
    this.throwIfAbortedOrKilled();
    return this.runtime.checkpointing.get(this.runtime.checkpointKey);
  }

  override async saveCheckpoint(checkpoint: Checkpoint): Promise<void> {
    await this.runtime.checkpointing.save(this.runtime.checkpointKey, checkpoint);
    // After the checkpoint is safe, and nowhere else, the platform may end a run that continues later.
    this.throwIfAbortedOrKilled();
    this.throwIfInterrupted();
  }

  override clearCheckpoint(): Promise<void> {
    this.throwIfAbortedOrKilled();
    return this.runtime.checkpointing.clear(this.runtime.checkpointKey);
  }
}
