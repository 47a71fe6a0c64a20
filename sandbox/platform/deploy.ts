import * as z from 'zod';
import { frequencyMs } from './runs/frequency.js';

const name = z
  .string()
  .regex(/^[a-zA-Z0-9_-]+$/)
  .max(255);
const integration = z
  .string()
  .regex(/^[a-zA-Z0-9~:.@ _-]+$/)
  .max(255);
const fileBody = z.strictObject({ js: z.string(), ts: z.string() });
const frequency = z.string().refine((text) => (frequencyMs(text) ?? 0) >= 30_000, {
  message: 'Frequency must be readable and at least 30 seconds',
});
const method = z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
const modern = z.strictObject({ method, path: z.string(), group: z.string().min(1).max(64).optional() });
/** The older form, `{ GET: '/path' }`. */
const short = z.partialRecord(method, z.string()).transform((endpoint) => {
  const [first] = Object.entries(endpoint);
  return first ? { method: first[0], path: first[1] } : {};
});

const flow = z
  .strictObject({
    type: z.enum(['action', 'sync']),
    models: z.array(z.string().min(1).max(255)),
    runs: z.union([z.literal(''), frequency]).nullable(),
    auto_start: z.boolean().default(false),
    attributes: z.object({}).optional(),
    metadata: z
      .strictObject({ scopes: z.array(z.string().max(255)).optional(), description: z.string().max(2000).optional() })
      .optional(),
    model_schema: z.unknown().optional(),
    input: z.string().max(255).optional(),
    endpoints: z.array(z.union([modern, short])).optional(),
    syncName: name,
    providerConfigKey: integration,
    fileBody,
    version: z.string().optional(),
    track_deletes: z.boolean().default(false),
    sync_type: z.enum(['incremental', 'full']).optional(),
    webhookSubscriptions: z.array(z.string().max(255)).optional(),
    models_json_schema: z
      .looseObject({ definitions: z.record(z.string(), z.record(z.string(), z.unknown())) })
      .optional(),
    features: z.array(z.enum(['checkpoints'])).default([]),
  })
  .refine((given) => !(given.sync_type === 'incremental' && given.track_deletes), {
    message: 'Track deletes is not supported for incremental syncs',
    path: ['track_deletes'],
  })
  .refine(
    ({ models, input, models_json_schema: schema }) =>
      !schema || [...models, ...(input === undefined ? [] : [input])].every((model) => model in schema.definitions),
    { message: 'models_json_schema is missing definitions for some models or input', path: ['models_json_schema'] },
  );

const eventScripts = z.array(
  z.strictObject({
    providerConfigKey: integration,
    scripts: z.array(
      z.strictObject({
        name: z.string().min(1).max(255),
        fileBody,
        event: z.enum(['post-connection-creation', 'pre-connection-deletion', 'validate-connection']),
      }),
    ),
  }),
);

/** Body of `POST /sync/deploy` and `/sync/deploy/confirmation`, as CLI 0.71.10 sends it. */
export const deploySchema = z.strictObject({
  flowConfigs: z.array(flow),
  onEventScriptsByProvider: eventScripts.optional(),
  jsonSchema: z.unknown().optional(),
  reconcile: z.boolean(),
  debug: z.boolean(),
  deployMode: z.enum(['all', 'single', 'integration']).default('all'),
  sdkVersion: z
    .string()
    .regex(/^\d+\.\d+\.\d+-(zero|yaml)$/)
    .optional(),
  source: z.enum(['standalone', 'repo']).optional(),
  nangoYamlBody: z.string().optional(),
});

export type Deployment = z.infer<typeof deploySchema>;
export type DeployedFlow = Deployment['flowConfigs'][number];
export type DeployedEvent = z.infer<typeof eventScripts>[number]['scripts'][number];
