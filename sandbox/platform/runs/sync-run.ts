import type { Clock } from '../../clock.js';
import type { CheckpointRange } from '../functions/checkpointing.js';
import { messageOf } from '../functions/failure.js';
import type { ResetOptions } from '../functions/ports.js';
import type { RunResult } from '../functions/run.js';
import { newOperationId } from '../logs/journal.js';
import type { SyncDocument, SyncRun } from '../state/documents.js';
import type { State } from '../state/state.js';
import { nextNumber } from '../state/state.js';
import type { PlatformEvent } from './events.js';
import type { Runner } from './runner.js';

export interface SyncRunOptions {
  state: State;
  runner: Runner;
  clock: Clock;
  onEvent: (event: PlatformEvent) => void;
  /** Told of every run that has ended, with the checkpoint that it began and ended with. */
  onRun?: ((run: SyncRun, more: { incremental: boolean; checkpoints?: CheckpointRange }) => void) | undefined;
  /** Id of the sync. */
  id: string;
  reset: ResetOptions;
  signal: AbortSignal;
  /** Where the run is noted, newest last. */
  runs: SyncRun[];
}

/** Runs one sync once, from its state in the store to its state in the store. */
export async function runSync(options: SyncRunOptions): Promise<void> {
  const { state, runner, clock, onEvent, id, reset, signal, runs } = options;
  const found = state.syncs.get(id);
  const deployed = found && state.functions.get(`${found.integration}/sync/${found.name}`);
  const connection = found && state.connections.get(String(found.connection));
  if (!found || !deployed || !connection) return;
  const sync = reset.reset === true ? await forget(state, found) : found;
  const incremental = deployed.syncType === 'incremental' && sync.lastSyncDate !== null;
  const startedAt = clock.now();
  const run: SyncRun = {
    job: await nextNumber(state, 'job'),
    operationId: newOperationId(clock),
    sync: sync.name,
    variant: sync.variant,
    models: deployed.models,
    connectionId: connection.connection_id,
    providerConfigKey: sync.integration,
    status: 'running',
    startedAt: new Date(startedAt).toISOString(),
    added: 0,
    updated: 0,
    deleted: 0,
    counts: {},
    records: 0,
    requests: 0,
    ms: 0,
  };
  runs.push(run);
  await state.runs.set(run);
  onEvent({ type: 'run.started', run: { ...run } });
  const result = await runner.run(deployed, connection, {
    job: run.job,
    operationId: run.operationId,
    variant: sync.variant,
    signal,
    // Only a reset empties the cache: the server ignores `emptyCache` on a plain run.
    emptyCache: reset.reset === true && reset.emptyCache === true,
    ...(sync.lastSyncDate !== null && { lastSyncDate: new Date(sync.lastSyncDate) }),
  });
  if (result.success && deployed.trackDeletes) {
    for (const model of deployed.models) {
      const deleted = await state.records.deleteOutdated({ connection: sync.connection, model }, run.job);
      (result.counts[model] ??= { added: 0, updated: 0, deleted: 0 }).deleted += deleted.length;
    }
  }
  finish(run, result, clock.now());
  const living = await state.records.counts(sync.connection);
  run.records = deployed.models.reduce((sum, model) => sum + (living[model] ?? 0), 0);
  const current = state.syncs.get(id);
  if (current) {
    const lastSyncDate = result.success ? run.startedAt : current.lastSyncDate;
    await state.syncs.set({ ...current, lastRun: { ...run }, incremental, lastSyncDate });
    await state.runs.set(run);
  }
  onEvent({ type: 'run.finished', run: { ...run } });
  options.onRun?.(run, { incremental, ...(result.checkpoint && { checkpoints: result.checkpoint }) });
}

/** A reset: no last date and no checkpoints, deletion windows included. */
async function forget(state: State, sync: SyncDocument): Promise<SyncDocument> {
  await state.checkpoints.clear(sync.connection, `sync:${sync.name}:${sync.variant}`);
  return state.syncs.set({ ...sync, lastSyncDate: null });
}

function finish(run: SyncRun, result: RunResult, now: number): void {
  run.status = result.success ? 'success' : 'stopped';
  run.finishedAt = new Date(now).toISOString();
  run.ms = now - Date.parse(run.startedAt);
  run.requests = result.requests;
  run.counts = result.counts;
  for (const counts of Object.values(result.counts)) {
    run.added += counts.added;
    run.updated += counts.updated;
    run.deleted += counts.deleted;
  }
  if (result.success) return;
  const { type, payload } = result.error;
  run.error = { type, payload, message: messageOf(payload) };
}
