import type { ProxyConfiguration, ZodCheckpoint } from '@nangohq/runner-sdk';
import { NangoSyncBase } from '@nangohq/runner-sdk';
import type { GetPublicConnection, NangoProps } from '@nangohq/types';
import type { AxiosResponse } from 'axios';
import type { ReturnedRecord } from '../records/types.js';
import { ActionContext } from './action-context.js';
import type { Checkpoint } from './checkpoint-store.js';
import type { InProcessClient } from './client.js';
import type { ConnectionCache, ConnectionOptions } from './connection-cache.js';
import type { Runtime } from './runtime.js';
import type { SyncRecords } from './sync-records.js';

/** The `nango` object of syncs. What it shares with actions it hands to an action context: nothing extends two classes. */
export class SyncFunctionContext extends NangoSyncBase<never, never, ZodCheckpoint> {
  nango: InProcessClient;
  protected readonly shared: ActionContext;

  constructor(
    props: NangoProps,
    protected readonly runtime: Runtime,
    connections: ConnectionCache,
    protected readonly store: SyncRecords,
  ) {
    super(props);
    this.nango = runtime.client;
    this.shared = new ActionContext(props, runtime, connections);
    this.shared.logger = this.logger;
  }

  protected override throwIfAbortedOrKilled(): void {
    this.runtime.throwIfAborted();
  }

  override proxy<T = unknown>(config: ProxyConfiguration): Promise<AxiosResponse<T>> {
    return this.shared.proxy<T>(config);
  }
  override log(...args: unknown[]): void {
    this.throwIfAbortedOrKilled();
    this.runtime.log(args, (level) => this.shouldLog(level));
  }
  override getConnection(
    providerConfigKey?: string,
    connectionId?: string,
    options?: ConnectionOptions,
  ): Promise<GetPublicConnection['Success']> {
    return this.shared.getConnection(providerConfigKey, connectionId, options);
  }
  override setMetadata(metadata: Record<string, unknown>) {
    return this.shared.setMetadata(metadata);
  }
  override updateMetadata(metadata: Record<string, unknown>) {
    return this.shared.updateMetadata(metadata);
  }
  override triggerSync(...args: Parameters<ActionContext['triggerSync']>): Promise<void> {
    return this.shared.triggerSync(...args);
  }
  override startSync(...args: Parameters<ActionContext['startSync']>): Promise<void> {
    return this.shared.startSync(...args);
  }
  override uncontrolledFetch(): Promise<Response> {
    return this.shared.uncontrolledFetch();
  }
  override tryAcquireLock(lock: { key: string; ttlMs: number }): Promise<boolean> {
    return this.shared.tryAcquireLock(lock);
  }
  override releaseLock(lock: { key: string }): Promise<boolean> {
    return this.shared.releaseLock(lock);
  }
  override releaseAllLocks(): Promise<void> {
    return this.shared.releaseAllLocks();
  }
  override getCheckpoint(): Promise<Checkpoint | null> {
    return this.shared.getCheckpoint();
  }
  override saveCheckpoint(checkpoint: Checkpoint): Promise<void> {
    return this.shared.saveCheckpoint(checkpoint);
  }
  override clearCheckpoint(): Promise<void> {
    return this.shared.clearCheckpoint();
  }

  override batchSave(records: object[], model: string): Promise<boolean> {
    this.throwIfAbortedOrKilled();
    return this.store.save(this.removeMetadata(records), this.modelFullName(model), 'save');
  }
  override batchDelete(records: object[], model: string): Promise<boolean> {
    this.throwIfAbortedOrKilled();
    return this.store.save(this.removeMetadata(records), this.modelFullName(model), 'delete');
  }
  override batchUpdate(records: object[], model: string): Promise<boolean> {
    this.throwIfAbortedOrKilled();
    return this.store.save(this.removeMetadata(records), this.modelFullName(model), 'update');
  }
  override getRecordsByIds<K = string | number, T = ReturnedRecord>(ids: K[], model: string): Promise<Map<K, T>> {
    this.throwIfAbortedOrKilled();
    return this.store.byIds<K, T>(ids, this.modelFullName(model), () => {
      this.throwIfAbortedOrKilled();
    });
  }
  override listRecords<T = ReturnedRecord>(model: string, options: { cursor?: string } = {}): AsyncGenerator<T> {
    return this.store.all<T>(this.modelFullName(model), options.cursor, () => {
      this.throwIfAbortedOrKilled();
    });
  }
  override deleteRecordsFromPreviousExecutions(model: string): Promise<{ deletedKeys: string[] }> {
    this.throwIfAbortedOrKilled();
    return this.store.deleteOutdated(this.modelFullName(model));
  }
  override trackDeletesStart(model: string): Promise<void> {
    this.throwIfAbortedOrKilled();
    return this.store.trackDeletesStart(model);
  }
  override trackDeletesEnd(model: string): Promise<{ deletedKeys: string[] }> {
    this.throwIfAbortedOrKilled();
    return this.store.trackDeletesEnd(model, this.modelFullName(model));
  }
  /** Only syncs whose records also arrive by webhook need a merging strategy; this package has none. */
  override setMergingStrategy(): Promise<void> {
    return Promise.reject(new Error('The local platform does not support nango.setMergingStrategy.'));
  }
}
