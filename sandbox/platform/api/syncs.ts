import * as z from 'zod';
import type { Core } from '../core.js';
import { ApiFailure, check } from '../failure.js';
import { frequencyMs } from '../runs/frequency.js';
import { selectSyncs } from '../runs/select.js';
import type { SyncDocument } from '../state/documents.js';
import { connectionId, functionName, noQuery, providerConfigKey, syncNames } from './schemas.js';
import type { Routes } from './routes.js';

const triggerSchema = z.strictObject({
  syncs: syncNames,
  provider_config_key: z.string().optional(),
  connection_id: z.string().optional(),
  opts: z.object({ reset: z.boolean().optional(), emptyCache: z.boolean().optional() }).optional(),
  sync_mode: z.enum(['incremental', 'full_refresh', 'full_refresh_and_clear_cache']).optional(),
  full_resync: z.boolean().optional(),
});
const startSchema = z.strictObject({
  syncs: syncNames,
  provider_config_key: providerConfigKey,
  connection_id: connectionId.optional(),
});
const statusQuery = z.strictObject({
  syncs: z.string(),
  provider_config_key: providerConfigKey,
  connection_id: connectionId.optional(),
});
const frequencySchema = z.strictObject({
  sync_name: functionName,
  sync_variant: functionName.optional(),
  provider_config_key: providerConfigKey,
  connection_id: connectionId,
  frequency: z.string().nullable(),
});

/** Running, pausing and watching syncs. */
export const syncRoutes: Routes = (app, core) => {
  const { scheduler } = core;

  app.post('/sync/trigger', (request) => {
    check(noQuery, request.query, 'invalid_query_params');
    const body = check(triggerSchema, request.body, 'invalid_body');
    if (body.opts && (body.sync_mode !== undefined || body.full_resync !== undefined)) {
      throw new ApiFailure(400, 'invalid_body', 'Cannot use opts with deprecated sync_mode/full_resync parameters');
    }
    const header = (name: string) => request.headers[name]?.toString();
    const key = body.provider_config_key ?? header('provider-config-key');
    if (key === undefined || key === '') {
      throw new ApiFailure(
        400,
        'missing_provider_config_key',
        'Missing provider_config_key. Provide it in the body or headers.',
      );
    }
    const mode = body.sync_mode ?? (body.full_resync === true ? 'full_refresh' : 'incremental');
    const legacy = { reset: mode !== 'incremental', emptyCache: mode === 'full_refresh_and_clear_cache' };
    for (const sync of selectSyncs(core, key, body.syncs, body.connection_id ?? header('connection-id'))) {
      scheduler.trigger(sync, body.opts ?? legacy);
    }
    return { success: true };
  });

  app.post('/sync/start', async (request) => {
    const body = check(startSchema, request.body, 'invalid_body');
    for (const sync of selectSyncs(core, body.provider_config_key, body.syncs, body.connection_id))
      await scheduler.start(sync);
    return { success: true };
  });

  app.post('/sync/pause', async (request) => {
    const body = check(startSchema, request.body, 'invalid_body');
    for (const sync of selectSyncs(core, body.provider_config_key, body.syncs, body.connection_id))
      await scheduler.pause(sync);
    return { success: true };
  });

  app.get('/sync/status', async (request) => {
    const query = check(statusQuery, request.query, 'invalid_query_params');
    const connection =
      query.connection_id === undefined
        ? undefined
        : core.connections.find(query.provider_config_key, query.connection_id);
    if (query.connection_id !== undefined && !connection)
      throw new ApiFailure(400, 'invalid_body', 'Connection not found');
    const names = query.syncs === '*' ? [] : query.syncs.split(',').map((name) => name.replace(/::base$/, ''));
    const wanted = core.state.syncs
      .values()
      .filter((sync) => sync.integration === query.provider_config_key)
      .filter((sync) => !connection || String(sync.connection) === connection.id)
      .filter(
        (sync) =>
          names.length === 0 || names.includes(sync.variant === 'base' ? sync.name : `${sync.name}::${sync.variant}`),
      );
    // Counted once for a connection, not for each of its syncs: it is a walk over all records.
    const connections = [...new Set(wanted.map((sync) => sync.connection))];
    const counts = new Map(
      await Promise.all(connections.map(async (id) => [id, await core.state.records.counts(id)] as const)),
    );
    return { syncs: await Promise.all(wanted.map((sync) => status(core, sync, counts.get(sync.connection) ?? {}))) };
  });

  app.put('/sync/update-connection-frequency', async (request) => {
    const body = check(frequencySchema, request.body, 'invalid_body');
    if (!core.connections.find(body.provider_config_key, body.connection_id))
      throw new ApiFailure(400, 'unknown_connection');
    const name = `${body.sync_name}::${body.sync_variant ?? 'base'}`;
    const [sync] = selectSyncs(core, body.provider_config_key, [name], body.connection_id);
    if (!sync) throw new ApiFailure(400, 'unknown_sync');
    if (body.frequency !== null && frequencyMs(body.frequency) === undefined) {
      throw new ApiFailure(400, 'invalid_body', 'Sync interval is invalid');
    }
    await scheduler.setFrequency(sync, body.frequency);
    return { frequency: body.frequency ?? core.functions.find(sync.integration, 'sync', sync.name)?.runs ?? null };
  });
};

async function status(core: Core, sync: SyncDocument, counts: Readonly<Record<string, number>>) {
  const deployed = core.functions.find(sync.integration, 'sync', sync.name);
  const running = core.scheduler.isRunning(sync);
  const last = sync.lastRun;
  const checkpoint = await core.state.checkpoints.get(sync.connection, `sync:${sync.name}:${sync.variant}`);
  const due = core.scheduler.nextDue(sync);
  const lastStatus = last?.status === 'stopped' ? 'STOPPED' : last ? 'SUCCESS' : undefined;
  const settled = sync.paused ? 'PAUSED' : lastStatus === 'STOPPED' ? 'ERROR' : 'SUCCESS';
  return {
    id: sync.id,
    connection_id: core.state.connections.get(String(sync.connection))?.connection_id,
    name: sync.name,
    variant: sync.variant,
    type: sync.incremental ? 'INCREMENTAL' : 'INITIAL',
    status: running ? 'RUNNING' : settled,
    finishedAt: running ? undefined : last?.finishedAt,
    nextScheduledSyncAt: due === undefined || sync.paused ? null : new Date(due).toISOString(),
    frequency: sync.frequency ?? deployed?.runs ?? null,
    latestResult: last?.counts,
    latestExecutionStatus: running ? 'RUNNING' : lastStatus,
    recordCount: Object.fromEntries((deployed?.models ?? []).map((model) => [model, counts[model] ?? 0])),
    checkpoint: checkpoint && !checkpoint.deleted ? checkpoint.checkpoint : null,
  };
}
