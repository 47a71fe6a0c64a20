import type { LogEntry } from '../functions/ports.js';
import type { SyncRun } from '../state/documents.js';

/** Where something happened: which function, for which connection. */
export interface FunctionReference {
  kind: 'sync' | 'action' | 'on-event';
  name: string;
  providerConfigKey: string;
  connectionId: string;
}

/** What a platform tells its `onEvent` listener while functions run. */
export type PlatformEvent =
  | { type: 'run.started'; run: SyncRun }
  /** A batch reached the record cache. */
  | { type: 'records.saved'; of: FunctionReference; model: string; added: number; updated: number; deleted: number }
  /** A request went out and was answered, or not: `status` is missing after a network error. */
  | { type: 'request'; of: FunctionReference; method: string; url: string; status?: number; ms: number }
  | { type: 'log'; of: FunctionReference; entry: LogEntry }
  | { type: 'run.finished'; run: SyncRun }
  /** Work of the platform itself broke, such as its database: what it was at, and why. `waitForIdle` throws it too. */
  | { type: 'platform.failed'; error: unknown };
