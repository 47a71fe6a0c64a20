import type { NangoAuthWebhookBody, NangoSyncWebhookBody } from '@nangohq/types';
import type { CheckpointRange } from '../functions/checkpointing.js';
import type { ConnectionDocument, SyncRun } from '../state/documents.js';

/** What a webhook says about one of the models of a run, as the real server sends it: after a success, or after a failure. */
export function syncBody(
  run: SyncRun,
  model: string,
  { incremental, checkpoints }: { incremental: boolean; checkpoints?: CheckpointRange | undefined },
): NangoSyncWebhookBody {
  const base = {
    from: 'nango',
    type: 'sync' as const,
    connectionId: run.connectionId,
    providerConfigKey: run.providerConfigKey,
    syncName: run.sync,
    syncVariant: run.variant,
    model,
    syncType: incremental ? ('INCREMENTAL' as const) : ('INITIAL' as const),
    ...(checkpoints && { checkpoints }),
  };
  if (run.error) {
    const error = { type: run.error.type, description: run.error.message };
    return { ...base, success: false, error, startedAt: run.startedAt, failedAt: run.finishedAt ?? run.startedAt };
  }
  const { added, updated, deleted } = run.counts[model] ?? { added: 0, updated: 0, deleted: 0 };
  return {
    ...base,
    success: true,
    responseResults: { added, updated, deleted },
    modifiedAfter: run.startedAt,
    queryTimeStamp: run.startedAt,
  };
}

/** What a webhook says about a connection that was created. */
export function connectionBody(connection: ConnectionDocument, provider: string): NangoAuthWebhookBody {
  const { end_user: user } = connection;
  return {
    from: 'nango',
    type: 'auth',
    connectionId: connection.connection_id,
    providerConfigKey: connection.provider_config_key,
    authMode: 'OAUTH2_CC',
    provider,
    environment: 'dev',
    operation: 'creation',
    success: true,
    tags: connection.tags,
    ...(user && { endUser: { endUserId: user.id, endUserEmail: user.email, tags: {} } }),
  };
}
