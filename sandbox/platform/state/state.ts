import { randomUUID } from 'node:crypto';
import { PGlite } from '@electric-sql/pglite';
import type { Clock } from '../../clock.js';
import type { CheckpointStore } from '../functions/checkpoint-store.js';
import { MemoryCheckpointStore } from '../functions/checkpoint-store.js';
import { MemoryRecordStore } from '../records/memory.js';
import { MemoryLogStore } from '../logs/memory.js';
import { logTables, PgliteLogStore } from '../logs/pglite.js';
import type { LogStore } from '../logs/types.js';
import { PgliteRecordStore } from '../records/pglite.js';
import type { RecordBrowser } from '../records/browser.js';
import type { RecordStore } from '../records/types.js';
import { keptRunSchema, RunHistory } from '../runs/history.js';
import { Collection, documentTable } from './collection.js';
import type {
  ConnectionDocument,
  FunctionDocument,
  IntegrationDocument,
  SettingDocument,
  SyncDocument,
  WebhookDocument,
} from './documents.js';
import {
  connectionSchema,
  functionSchema,
  integrationSchema,
  settingSchema,
  syncSchema,
  webhookSchema,
} from './documents.js';
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
  records: RecordStore & RecordBrowser;
  checkpoints: CheckpointStore;
  integrations: Collection<IntegrationDocument>;
  connections: Collection<ConnectionDocument>;
  functions: Collection<FunctionDocument>;
  syncs: Collection<SyncDocument>;
  runs: RunHistory;
  logs: LogStore;
  webhooks: Collection<WebhookDocument>;
  settings: Collection<SettingDocument>;
  close(): Promise<void>;
}

export async function openState({ clock, dataDirectory, storage }: StateOptions): Promise<State> {
  const database = storage === 'memory' && dataDirectory === undefined ? undefined : await PGlite.create(dataDirectory);
  await database?.exec(documentTable + checkpointTable + logTables);
  const runs = new RunHistory(await Collection.open(database, 'run', keptRunSchema));
  await runs.endInterrupted(new Date(clock.now()).toISOString());
  return {
    runs,
    logs: database ? new PgliteLogStore(database) : new MemoryLogStore(),
    webhooks: await Collection.open(database, 'webhook', webhookSchema),
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

/** The key of this name, kept, so that a restarted platform accepts and uses the same one. */
async function keptKey({ settings }: State, name: string): Promise<string> {
  const known = settings.get(name)?.value;
  if (typeof known === 'string') return known;
  const value = randomUUID();
  await settings.set({ id: name, value });
  return value;
}

/** The key that clients authenticate with. */
export const secretKey = (state: State): Promise<string> => keptKey(state, 'secretKey');

/** The key that webhooks are signed with. */
export const signingKey = (state: State): Promise<string> => keptKey(state, 'signingKey');
