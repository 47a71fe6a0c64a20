import type { NangoProps } from '@nangohq/types';

export type FunctionKind = 'sync' | 'action' | 'on-event' | 'webhook';

/** Which function runs for which connection. */
export interface RunIdentity {
  name: string;
  /** Number of the connection in this platform: what records and checkpoints are kept under. */
  connection: number;
  connectionId: string;
  providerConfigKey: string;
  /** Name of the provider definition. */
  provider: string;
  /** `base` unless a second instance of the sync was created. */
  variant: string;
  /** Counts up over all runs of a platform: deletion windows compare it. */
  job: number;
  /** Owner of the locks that this run takes. */
  runId: string;
  models: string[];
  version: string;
}

/** The constructor argument of the SDK's base classes, filled with what they and functions read of it. */
export function toNangoProps(
  identity: RunIdentity,
  kind: FunctionKind,
  extra: Pick<NangoProps, 'logger'> & { startedAt: Date; lastSyncDate?: Date | undefined; emptyCache?: boolean },
): NangoProps {
  const { lastSyncDate, emptyCache = false, logger, startedAt } = extra;
  return {
    scriptType: kind,
    secretKey: 'in-process',
    team: { id: 1, name: 'sandbox' },
    connectionId: identity.connectionId,
    environmentId: 1,
    environmentName: 'dev',
    activityLogId: identity.runId,
    providerConfigKey: identity.providerConfigKey,
    provider: identity.provider,
    nangoConnectionId: identity.connection,
    syncId: identity.name,
    syncVariant: identity.variant,
    syncJobId: identity.job,
    attributes: {},
    emptyCache,
    // The type demands it.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    debug: false,
    logger,
    startedAt,
    endUser: null,
    ...(lastSyncDate && { lastSyncDate }),
    runnerFlags: {
      validateActionInput: false,
      validateActionOutput: false,
      validateSyncRecords: false,
      validateSyncMetadata: false,
      exportRunnerTelemetry: false,
    },
    syncConfig: {
      id: 1,
      sync_name: identity.name,
      nango_config_id: 1,
      file_location: '',
      version: identity.version,
      models: identity.models,
      active: true,
      runs: null,
      environment_id: 1,
      track_deletes: false,
      type: kind === 'action' ? 'action' : kind === 'on-event' ? 'on-event' : 'sync',
      auto_start: false,
      attributes: {},
      source: 'repo',
      metadata: {},
      input: null,
      // The type demands it.
      // eslint-disable-next-line @typescript-eslint/no-deprecated
      sync_type: 'full',
      webhook_subscriptions: null,
      enabled: true,
      models_json_schema: null,
      sdk_version: null,
      features: [],
      created_at: startedAt,
      updated_at: startedAt,
      deleted: false,
      deleted_at: null,
    },
  };
}
