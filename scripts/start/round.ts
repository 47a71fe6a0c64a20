import type { Nango } from '@nangohq/node';

import type { PlatformEvent, SyncRun } from '../../sandbox/platform/index.js';
import { amount } from '../terminal/amount.js';
import type { Step } from '../terminal/steps.js';

/** What is known of one sync of a round so far. */
interface Watched {
  saved: number;
  requests: number;
  run: SyncRun | undefined;
  changed: () => void;
}

/** One run of each of several syncs. Made before the runs begin, because it hears of them by events. */
export class Round {
  readonly #syncs: ReadonlyMap<string, Watched>;
  #failure: Error | undefined;
  #isOver = false;

  constructor(names: readonly string[]) {
    this.#syncs = new Map(
      names.map((name) => [name, { saved: 0, requests: 0, run: undefined, changed: () => undefined }]),
    );
  }

  handle(event: PlatformEvent): void {
    const name = syncOf(event);
    const sync = name === undefined ? undefined : this.#syncs.get(name);
    if (sync === undefined) return;
    if (event.type === 'records.saved') sync.saved += event.added + event.updated + event.deleted;
    else if (event.type === 'request') sync.requests += 1;
    else if (event.type === 'run.finished') sync.run = event.run;
    sync.changed();
  }

  get names(): string[] {
    return [...this.#syncs.keys()];
  }

  /** Ends the round: a sync that did not run will not. */
  end(): void {
    this.#isOver = true;
    for (const { changed } of this.#syncs.values()) changed();
  }

  /** Ends the round for every sync that is not done. */
  fail(error: Error): void {
    this.#failure ??= error;
    for (const { changed } of this.#syncs.values()) changed();
  }

  /** Steps that follow the syncs to the end of their runs. A run that failed is a result too. */
  steps(): Step<SyncRun | undefined>[] {
    return [...this.#syncs].map(([name, sync]) => ({
      title: name,
      work: (update) =>
        new Promise<SyncRun | undefined>((resolve, reject) => {
          sync.changed = () => {
            update(`${name}: ${describe(sync)}`);
            if (sync.run !== undefined || this.#isOver) resolve(sync.run);
            else if (this.#failure !== undefined) reject(this.#failure);
          };
          sync.changed();
        }),
    }));
  }
}

/** The function that an event is about. */
function syncOf(event: PlatformEvent): string | undefined {
  if ('run' in event) return event.run.sync;
  return 'of' in event ? event.of.name : undefined;
}

function describe({ saved, requests, run }: Watched): string {
  if (run === undefined) return `${amount(saved, 'record')} so far, ${amount(requests, 'request')}`;
  if (run.status !== 'success') return `failed after ${amount(run.requests, 'request')}`;
  return `${amount(run.records, 'record')}, ${amount(run.requests, 'request')}`;
}

/** The syncs of an integration that start by themselves. */
export async function startingSyncs(nango: Nango, integration: string): Promise<string[]> {
  const { data } = await nango.listFunctions({ uniqueKey: integration }, { type: 'sync', limit: 100 });
  return data.flatMap((one) => (one.type === 'sync' && one.auto_start ? [one.name] : []));
}
