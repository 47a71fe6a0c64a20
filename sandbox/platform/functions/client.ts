import { Nango } from '@nangohq/node';
import type { GetPublicConnection, GetPublicIntegration, PostPublicTrigger } from '@nangohq/types';
import type { AxiosResponse } from 'axios';
import { AxiosHeaders } from 'axios';
import { overHttp } from './over-http.js';
import type { ConnectionSource } from './ports.js';

type SyncName = string | { name: string; variant: string };

const fullName = (sync: SyncName): string =>
  typeof sync === 'string' ? sync : sync.variant === 'base' ? sync.name : `${sync.name}::${sync.variant}`;

const answer = <T>(data: T): AxiosResponse<T> => ({
  data,
  status: 200,
  statusText: 'OK',
  headers: {},
  config: { headers: new AxiosHeaders() },
});

/**
 * The client that the SDK's base classes talk to. On the real runner it calls the server over HTTP; here the same methods
 * ask the platform in process. Functions cannot reach it (facade.ts); its address leads nowhere.
 */
export class InProcessClient extends Nango {
  constructor(private readonly source: ConnectionSource) {
    super({ apiKey: 'in-process', host: 'http://127.0.0.1:9', isScript: true });
  }

  override getConnection(
    providerConfigKey: string,
    connectionId: string,
    forceRefresh = false,
  ): Promise<GetPublicConnection['Success']> {
    return overHttp(() => this.source.getConnection(providerConfigKey, connectionId, { forceRefresh }));
  }

  override async getToken(providerConfigKey: string, connectionId: string, forceRefresh = false) {
    return (await this.getConnection(providerConfigKey, connectionId, forceRefresh)).credentials;
  }

  override async getIntegration(params: { uniqueKey: string }): Promise<GetPublicIntegration['Success']> {
    return { data: await overHttp(() => this.source.getIntegration(params.uniqueKey)) };
  }

  override async setMetadata(key: string, connectionId: string | string[], metadata: Record<string, unknown>) {
    await overHttp(() => this.source.setMetadata(key, [connectionId].flat(), metadata));
    return answer({ connection_id: connectionId, provider_config_key: key, metadata });
  }

  override async updateMetadata(key: string, connectionId: string | string[], metadata: Record<string, unknown>) {
    await overHttp(() => this.source.updateMetadata(key, [connectionId].flat(), metadata));
    return answer({ connection_id: connectionId, provider_config_key: key, metadata });
  }

  override async getEnvironmentVariables() {
    return Promise.resolve(this.source.environmentVariables());
  }

  override triggerSync(
    providerConfigKey: string,
    syncs?: SyncName[],
    connectionId?: string,
    options?: PostPublicTrigger['Body']['opts'] | PostPublicTrigger['Body']['sync_mode'] | boolean,
  ): Promise<void> {
    const legacy = { reset: options === true || (typeof options === 'string' && options !== 'incremental') };
    const reset = typeof options === 'object' ? options : legacy;
    const names = (syncs ?? []).map(fullName);
    return overHttp(() => {
      this.source.triggerSync(providerConfigKey, names, connectionId, reset);
    });
  }

  override startSync(providerConfigKey: string, syncs: SyncName[], connectionId?: string): Promise<void> {
    return overHttp(() => {
      this.source.startSync(providerConfigKey, syncs.map(fullName), connectionId);
    });
  }

  // The signature is the base class's.
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
  override async triggerAction<In = unknown, Out = object>(
    providerConfigKey: string,
    connectionId: string,
    actionName: string,
    input?: In,
  ): Promise<Out> {
    // The caller names the type of an output that only it knows; there is no schema to check it against.
    const output = overHttp(() => this.source.triggerAction(providerConfigKey, connectionId, actionName, input));
    return (await output) as Out;
  }
}
