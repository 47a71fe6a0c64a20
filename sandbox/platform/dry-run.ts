import type { Core } from './core.js';
import { messageOf } from './functions/failure.js';
import type { Checkpoint } from './functions/checkpoint-store.js';
import { MemoryCheckpointStore } from './functions/checkpoint-store.js';
import type { LogEntry } from './functions/ports.js';
import { toMessage } from './logs/journal.js';
import { MemoryRecordStore } from './records/memory.js';
import type { RecordData } from './records/types.js';
import type { ConnectionDocument, FunctionDocument } from './state/documents.js';

export interface DryRunOptions {
  input?: unknown;
  /** Where a sync continues. Default: from the beginning. */
  checkpoint?: Checkpoint | undefined;
  /** Instead of the connection's own. */
  metadata?: Record<string, unknown> | undefined;
}

/** Records of each model that are shown. */
const shown = 50;

/** Sorts what a function saves and deletes by model, and keeps none of it. */
class Ledger extends MemoryRecordStore {
  readonly saved: Record<string, { count: number; records: RecordData[] }> = {};
  readonly deleted: Record<string, { count: number; ids: string[] }> = {};

  override upsert(...[scope, records, options]: Parameters<MemoryRecordStore['upsert']>) {
    if (options.softDelete === true) {
      const entry = (this.deleted[scope.model] ??= { count: 0, ids: [] });
      entry.count += records.length;
      entry.ids.push(...records.slice(0, shown - entry.ids.length).map(({ id }) => String(id)));
    } else {
      const entry = (this.saved[scope.model] ??= { count: 0, records: [] });
      entry.count += records.length;
      entry.records.push(...records.slice(0, shown - entry.records.length));
    }
    return super.upsert(scope, records, options);
  }
}

/**
 * Runs a deployed function once against its connection: its requests are real, and records, checkpoint and metadata are its
 * own, from an empty cache.
 */
export async function dryRun(
  core: Pick<Core, 'runner' | 'clock'>,
  { connection, deployed }: { connection: ConnectionDocument; deployed: FunctionDocument },
  { input, checkpoint, metadata }: DryRunOptions,
) {
  const records = new Ledger(core.clock);
  const checkpoints = new MemoryCheckpointStore();
  const key = deployed.type === 'sync' ? `sync:${deployed.name}:base` : `${deployed.type}:${deployed.name}`;
  if (checkpoint) await checkpoints.put(Number(connection.id), key, checkpoint, 1);
  const logs: LogEntry[] = [];
  const run = { ...(metadata && { metadata }), records, checkpoints, log: (entry: LogEntry) => logs.push(entry) };
  const result = await core.runner.rehearse(deployed, connection, { job: 1, input }, run);
  const left = await checkpoints.get(Number(connection.id), key);
  return {
    success: result.success,
    ...(result.success
      ? { output: result.output ?? null }
      : {
          error: {
            type: result.error.type,
            message: messageOf(result.error.payload),
            payload: result.error.payload,
          },
        }),
    requests: result.requests,
    ms: result.durationMs,
    saved: records.saved,
    deleted: records.deleted,
    checkpoint: left && !left.deleted ? left.checkpoint : null,
    logs: logs.map((entry) => toMessage('dry-run', entry)),
  };
}
