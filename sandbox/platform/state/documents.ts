import * as z from 'zod';

const record = z.record(z.string(), z.unknown());

/** `id` is the integration's unique key. */
export const integrationSchema = z.object({
  id: z.string(),
  provider: z.string(),
  display_name: z.string().nullable(),
  /** Comma separated. */
  oauth_scopes: z.string().nullable(),
  forward_webhooks: z.boolean(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type IntegrationDocument = z.infer<typeof integrationSchema>;

const credentialsSchema = z.object({
  type: z.literal('OAUTH2_CC'),
  token: z.string(),
  client_id: z.string(),
  client_secret: z.string(),
  expires_at: z.string().optional(),
  raw: record,
});

/** `id` is the connection's number as text: what records and checkpoints are kept under. */
export const connectionSchema = z.object({
  id: z.string(),
  connection_id: z.string(),
  provider_config_key: z.string(),
  connection_config: record,
  credentials: credentialsSchema,
  metadata: record.nullable(),
  tags: z.record(z.string(), z.string()),
  end_user: z
    .object({
      id: z.string(),
      display_name: z.string().nullable(),
      email: z.string().nullable(),
    })
    .nullable(),
  created_at: z.string(),
  updated_at: z.string(),
  last_fetched_at: z.string().nullable(),
  /** Milliseconds since 1970. */
  last_refresh_failure: z.number().nullable(),
  /** Days on which renewals failed; from the fourth on none is tried any more. Null while they succeed. */
  refresh_attempts: z.number().nullable().default(null),
  refresh_exhausted: z.boolean().default(false),
  /** The log entry that says why the last renewal failed, until one succeeds. */
  auth_log: z.string().nullable().default(null),
});
export type ConnectionDocument = z.infer<typeof connectionSchema>;

/**
 * `id` is `<integration>/<type>/<name>`, with `/<event>` behind it for event functions: one name may serve several events.
 * `number` rises with every function that is deployed, also when it is deployed again.
 */
export const functionSchema = z.object({
  id: z.string(),
  number: z.number(),
  integration: z.string(),
  /** The integration was deleted; the real server leaves its event functions active, for the confirmation to list. */
  orphaned: z.boolean(),
  source: z.enum(['repo', 'standalone']),
  type: z.enum(['sync', 'action', 'on-event']),
  name: z.string(),
  version: z.string(),
  /** The compiled bundle and the source of its entry file. */
  js: z.string(),
  ts: z.string(),
  event: z.enum(['post-connection-creation', 'pre-connection-deletion', 'validate-connection']).nullable(),
  models: z.array(z.string()),
  input: z.string().nullable(),
  runs: z.string().nullable(),
  autoStart: z.boolean(),
  trackDeletes: z.boolean(),
  syncType: z.enum(['full', 'incremental']),
  description: z.string(),
  scopes: z.array(z.string()),
  endpoints: z.array(z.record(z.string(), z.unknown())),
  webhookSubscriptions: z.array(z.string()),
  features: z.array(z.string()),
  schemas: z.object({ definitions: z.record(z.string(), record) }).nullable(),
  sdkVersion: z.string().nullable(),
  updated_at: z.string(),
});
export type FunctionDocument = z.infer<typeof functionSchema>;

export const runSchema = z.object({
  /** Rises over all runs of a platform. */
  job: z.number(),
  /** Of the run's operation in the log. */
  operationId: z.string().default(''),
  sync: z.string(),
  variant: z.string(),
  models: z.array(z.string()),
  connectionId: z.string(),
  providerConfigKey: z.string(),
  /** `stopped` covers failures and cancellations, as on the real platform; `error` says which. */
  status: z.enum(['running', 'success', 'stopped']),
  startedAt: z.string(),
  finishedAt: z.string().optional(),
  added: z.number(),
  updated: z.number(),
  deleted: z.number(),
  /** The same three by model. */
  counts: z.record(z.string(), z.object({ added: z.number(), updated: z.number(), deleted: z.number() })),
  /** Living records of all its models after the run. */
  records: z.number(),
  requests: z.number(),
  ms: z.number(),
  error: z.object({ type: z.string(), message: z.string(), payload: record }).optional(),
});
/** One run of a sync. */
export type SyncRun = z.infer<typeof runSchema>;

/** `id` is a UUID. One sync of one connection. */
export const syncSchema = z.object({
  id: z.string(),
  connection: z.number(),
  integration: z.string(),
  name: z.string(),
  variant: z.string(),
  paused: z.boolean(),
  /** Overrides the declared frequency. */
  frequency: z.string().nullable(),
  lastSyncDate: z.string().nullable(),
  incremental: z.boolean(),
  lastRun: runSchema.nullable(),
});
export type SyncDocument = z.infer<typeof syncSchema>;

/** `id` is `outgoing`. Where Nango's webhooks go, and which of them are wanted. */
export const webhookSchema = z.object({
  id: z.string(),
  primary_url: z.string().nullable(),
  secondary_url: z.string().nullable(),
  on_sync_completion_always: z.boolean(),
  on_sync_error: z.boolean(),
  on_auth_creation: z.boolean(),
  on_auth_refresh_error: z.boolean(),
  on_async_action_completion: z.boolean(),
});
export type WebhookDocument = z.infer<typeof webhookSchema>;

export const settingSchema = z.object({ id: z.string(), value: z.union([z.string(), z.number()]) });
export type SettingDocument = z.infer<typeof settingSchema>;
