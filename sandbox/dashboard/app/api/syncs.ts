import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod';

import { anything, call, maybe, namesOf, type ConnectionKey } from './client.js';

const counts = z.record(z.string(), z.object({ added: z.number(), updated: z.number(), deleted: z.number() }));

const statusSchema = z.object({
  id: z.string(),
  name: z.string(),
  variant: z.string(),
  status: z.enum(['RUNNING', 'PAUSED', 'ERROR', 'SUCCESS', 'STOPPED']),
  finishedAt: maybe(z.string()),
  nextScheduledSyncAt: z.string().nullable(),
  frequency: z.string().nullable(),
  recordCount: z.record(z.string(), z.number()),
  checkpoint: maybe(z.record(z.string(), z.unknown())),
});
export type SyncStatus = z.output<typeof statusSchema>;

const runSchema = z.object({
  job: z.number(),
  operationId: maybe(z.string()),
  sync: z.string(),
  models: z.array(z.string()),
  connectionId: z.string(),
  providerConfigKey: z.string(),
  status: z.enum(['running', 'success', 'stopped']),
  startedAt: z.string(),
  finishedAt: maybe(z.string()),
  added: z.number(),
  updated: z.number(),
  deleted: z.number(),
  counts,
  requests: z.number(),
  ms: z.number(),
  error: maybe(z.object({ type: z.string(), message: z.string(), payload: z.unknown().optional() })),
});
export type Run = z.output<typeof runSchema>;

/** How the syncs of a connection stand, by name. */
export const syncsQuery = (key: ConnectionKey) =>
  queryOptions({
    queryKey: ['syncs', key.integration, key.connection],
    queryFn: async ({ signal }) => {
      const answer = z.object({ syncs: z.array(statusSchema) });
      const { syncs } = await call('/sync/status', answer, { query: { syncs: '*', ...namesOf(key) }, signal });
      return syncs.sort((one, other) => one.name.localeCompare(other.name));
    },
  });

/** Nobody paused it: it does not start by itself, and nobody has started it yet. */
export const isOff = ({ status, finishedAt }: SyncStatus): boolean => status === 'PAUSED' && finishedAt === undefined;

/** A model with how many records of it there are, and the sync that saves them. */
export interface SyncedModel {
  readonly model: string;
  readonly count: number;
  readonly sync: SyncStatus;
}

/** The models of a connection by name, those without records too. */
export const modelsOf = (syncs: readonly SyncStatus[]): SyncedModel[] =>
  syncs
    .flatMap((sync) => Object.entries(sync.recordCount).map(([model, count]) => ({ model, count, sync })))
    .sort((one, other) => one.model.localeCompare(other.model));

/** The last runs of a connection, or of one of its syncs, the newest first. */
export const runsQuery = (key: ConnectionKey, sync?: string) =>
  queryOptions({
    queryKey: ['runs', key.integration, key.connection, sync ?? '*'],
    queryFn: async ({ signal }) => {
      const query = { ...namesOf(key), sync, limit: sync === undefined ? 500 : 50 };
      return (await call('/local/runs', z.object({ runs: z.array(runSchema) }), { query, signal })).runs;
    },
  });

export type SyncCommand = 'trigger' | 'pause' | 'start' | 'reset';

/** Runs a sync now, pauses it, starts it again, or forgets its checkpoint and runs it from the beginning. */
export async function commandSync(key: ConnectionKey, sync: string, command: SyncCommand): Promise<void> {
  const body = { ...namesOf(key), syncs: [sync] };
  if (command === 'reset') {
    await call('/sync/trigger', anything, { method: 'POST', body: { ...body, opts: { reset: true } } });
  } else await call(`/sync/${command}`, anything, { method: 'POST', body });
}
