import { randomUUID } from 'node:crypto';
import { PGlite } from '@electric-sql/pglite';
import type { Clock } from '../../clock.js';
import type { CheckpointStore } from '../functions/checkpoint-store.js';
import { MemoryCheckpointStore } from '../functions/checkpoint-store.js';
import { MemoryRecordStore } from '../records/memory.js';
import { PgliteRecordStore } from '../records/pglite.js';
import type { RecordStore } from '../records/types.js';
import { Collection, documentTable } from './collection.js';
import type {
  ConnectionDocument,
  FunctionDocument,
  IntegrationDocument,
  SettingDocument,
  SyncDocument,
} from './documents.js';
import { connectionSchema, functionSchema, integrationSchema, settingSchema, syncSchema } from './documents.js';
import { checkpointTable, PgliteCheckpointStore } from './pglite-checkpoints.js';

export interface StateOptions {
  clock: Clock;
  /** Where everything is kept; nothing survives without it. */
  dataDirectory?: string | undefined;
  /** `database`: an embedded Postgres, in memory without a directory. `memory`: plain maps, which start at once. */
  storage?: 'database' | 'memory' | undefined;
}

/** Everything that one platform knows. */
export interface State {
  records: RecordStore;
  checkpoints: CheckpointStore;
  integrations: Collection<IntegrationDocument>;
  connections: Collection<ConnectionDocument>;
  functions: Collection<FunctionDocument>;
  syncs: Collection<SyncDocument>;
  settings: Collection<SettingDocument>;
  close(): Promise<void>;
}

export async function openState({ clock, dataDirectory, storage }: StateOptions): Promise<State> {
  const database = storage === 'memory' && dataDirectory === undefined ? undefined : await PGlite.create(dataDirectory);
  await database?.exec(documentTable + checkpointTable);
  return {
    records: database ? await PgliteRecordStore.open(database, clock) : new MemoryRecordStore(clock),
    checkpoints: database ? new PgliteCheckpointStore(database) : new MemoryCheckpointStore(),
    integrations: await Collection.open(database, 'integration', integrationSchema),
    connections: await Collection.open(database, 'connection', connectionSchema),
    functions: await Collection.open(database, 'function', functionSchema),
    syncs: await Collection.open(database, 'sync', syncSchema),
    settings: await Collection.open(database, 'setting', settingSchema),
    close: async () => {
      await database?.close();
    },
  };
}

/** The next number of a series that goes on after a restart. */
export async function nextNumber({ settings }: State, series: 'job' | 'connection' | 'function'): Promise<number> {
  const value = Number(settings.get(series)?.value ?? 0) + 1;
  await settings.set({ id: series, value });
  return value;
}

/** The key that clients authenticate with: kept, so that a restarted platform accepts the same one. */
export async function secretKey({ settings }: State): Promise<string> {
  const known = settings.get('secretKey')?.value;
  if (typeof known === 'string') return known;
  const value = randomUUID();
  await settings.set({ id: 'secretKey', value });
  return value;
}
