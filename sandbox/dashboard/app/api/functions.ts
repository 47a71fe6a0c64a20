import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod';

import { call, headersOf, maybe, namesOf, type ConnectionKey } from './client.js';
import { messageSchema } from './logs.js';

const jsonSchema = z.record(z.string(), z.unknown());
export type JsonSchema = z.output<typeof jsonSchema>;

const functionSchema = z.object({
  id: z.number(),
  name: z.string(),
  type: z.enum(['sync', 'action', 'on-event']),
  description: z.string().optional(),
  scopes: z.array(z.string()).optional(),
  input: z.string().optional(),
  returns: z.array(z.string()).optional(),
  json_schema: maybe(z.object({ definitions: z.record(z.string(), jsonSchema) })),
  runs: maybe(z.string()),
  auto_start: z.boolean().optional(),
  event: maybe(z.string()),
  last_deployed: z.string(),
});
export type DeployedFunction = z.output<typeof functionSchema> & { readonly version?: string };

const pageSchema = z.object({ data: z.array(functionSchema), pagination: z.object({ total: z.number() }) });
const named = z.array(z.object({ name: z.string(), version: maybe(z.string()) }));
const groupsSchema = z.array(z.object({ syncs: named, actions: named }));

/** The functions of one integration. Their versions stand in another answer, which groups them by provider. */
export const functionsQuery = (integration: string) =>
  queryOptions({
    queryKey: ['functions', integration],
    queryFn: async ({ signal }): Promise<DeployedFunction[]> => {
      const [functions, versions] = await Promise.all([readAll(integration, signal), readVersions(signal)]);
      return functions.map((one) => ({ ...one, version: versions.get(`${one.type}/${one.name}`) }));
    },
  });

async function readAll(integration: string, signal: AbortSignal): Promise<DeployedFunction[]> {
  const all: DeployedFunction[] = [];
  for (let page = 0; ; page += 1) {
    const path = `/integrations/${encodeURIComponent(integration)}/functions`;
    const { data, pagination } = await call(path, pageSchema, { query: { limit: 100, page }, signal });
    all.push(...data);
    if (data.length === 0 || all.length >= pagination.total) return all;
  }
}

async function readVersions(signal: AbortSignal): Promise<Map<string, string>> {
  const groups = await call('/scripts/config', groupsSchema, { signal });
  const entries = groups.flatMap(({ syncs, actions }) => [
    ...syncs.map(({ name, version }) => [`sync/${name}`, version ?? ''] as const),
    ...actions.map(({ name, version }) => [`action/${name}`, version ?? ''] as const),
  ]);
  return new Map(entries);
}

/** The schema of what a function takes: an action's input, or the settings that a sync reads from metadata. */
export function inputSchemaOf({ input, json_schema: schemas }: DeployedFunction): JsonSchema | undefined {
  const found = input === undefined ? undefined : schemas?.definitions[input];
  return found && { ...found, definitions: schemas?.definitions };
}

/** The settings that syncs read from metadata; all syncs share one schema, so any of them has it. */
export function settingsSchemaOf(functions: readonly DeployedFunction[]): JsonSchema | undefined {
  const sync = functions.find(({ type, input }) => type === 'sync' && input !== undefined);
  return sync && inputSchemaOf(sync);
}

/** The schema of one of the models that a function gives. */
export function modelSchemaOf(functions: readonly DeployedFunction[], model: string): JsonSchema | undefined {
  return functions.find(({ type, returns = [] }) => type === 'sync' && returns.includes(model))?.json_schema
    ?.definitions[model];
}

/** Runs an action for real. */
export function triggerAction(key: ConnectionKey, name: string, input: unknown): Promise<unknown> {
  const body = { action_name: name, ...(input !== undefined && { input }) };
  return call('/action/trigger', z.unknown(), { method: 'POST', headers: headersOf(key), body });
}

const dryRunSchema = z.object({
  success: z.boolean(),
  output: z.unknown().optional(),
  error: z.object({ type: z.string(), message: z.string(), payload: z.unknown().optional() }).optional(),
  requests: z.number(),
  ms: z.number(),
  saved: z.record(z.string(), z.object({ count: z.number(), records: z.array(z.record(z.string(), z.unknown())) })),
  deleted: z.record(z.string(), z.object({ count: z.number(), ids: z.array(z.string()) })),
  checkpoint: z.record(z.string(), z.unknown()).nullable(),
  logs: z.array(messageSchema),
});
export type DryRun = z.output<typeof dryRunSchema>;

/** Runs a function against the connection and keeps nothing of what it would save. */
export function dryRun(key: ConnectionKey, { type, name }: DeployedFunction, input: unknown): Promise<DryRun> {
  const body = { ...namesOf(key), type, name, ...(input !== undefined && { input }) };
  return call('/local/dryruns', dryRunSchema, { method: 'POST', body });
}
