import type { LogEntry } from '../functions/ports.js';
import type { JournalEvent } from '../logs/journal.js';
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
  /** An operation of the log began or ended, or a line was added to one. */
  | JournalEvent
  /** A connection was made, changed or removed. */
  | { type: 'connections' }
  /** Something beyond the platform, for whoever watches: `name` says what. */
  | { type: 'local'; name: string; data: Record<string, unknown> }
  /** Work of the platform itself broke, such as its database: what it was at, and why. `waitForIdle` throws it too. */
  | { type: 'platform.failed'; error: unknown };

type Listener = (event: PlatformEvent) => void;

/** Tells everybody who listens. A listener must not throw. */
export class Events {
  readonly #listeners = new Set<Listener>();

  /** @returns what ends it */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  readonly emit: Listener = (event) => {
    for (const listener of this.#listeners) listener(event);
  };
}
