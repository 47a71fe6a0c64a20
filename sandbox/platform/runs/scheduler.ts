import { randomUUID } from 'node:crypto';
import type { ResetOptions } from '../functions/ports.js';
import type { ConnectionDocument, FunctionDocument, SyncDocument, SyncRun } from '../state/documents.js';
import type { State } from '../state/state.js';
import { Background } from './background.js';
import type { PlatformEvent } from './events.js';
import { Planner, type PlannerOptions } from './planner.js';
import type { Runner } from './runner.js';
import { runSync, type SyncRunOptions } from './sync-run.js';

export interface SchedulerOptions extends PlannerOptions {
  state: State;
  runner: Runner;
  /** Milliseconds that a triggered run waits before it starts: 0, or the longest that the real server lets pass. */
  triggerDelay: number;
  onEvent: (event: PlatformEvent) => void;
  /** Told of every run that has ended. */
  onRun?: SyncRunOptions['onRun'];
}

/** A platform that serves for days does not keep every run at hand. */
const mostRuns = 10_000;

interface Active {
  controller: AbortController;
  /** Waits for its turn: the status of the sync is still that of its last run. */
  isWaiting: boolean;
  /** A reset that came while the sync ran: it starts when the cancelled run has ended. */
  next?: ResetOptions | undefined;
}

/** Decides which sync runs when. One run at a time per sync and connection; different syncs run side by side. */
export class Scheduler {
  readonly runs: SyncRun[] = [];
  readonly #active = new Map<string, Active>();
  readonly #planner: Planner;
  readonly #background: Background;
  #closed = false;

  constructor(private readonly options: SchedulerOptions) {
    this.#background = new Background((error) => {
      options.onEvent({ type: 'platform.failed', error });
    });
    this.#planner = new Planner(options, (id) => {
      const sync = options.state.syncs.get(id);
      if (sync && !sync.paused && !this.#active.has(id)) this.#start(id, {});
      else this.#planNext(id);
    });
  }

  /** Runs now. A sync that runs already goes on as it is, unless a reset is asked for: that cancels it and starts again. */
  trigger(sync: SyncDocument, options: ResetOptions = {}): void {
    const active = this.#active.get(sync.id);
    if (!active) this.#start(sync.id, options, this.options.triggerDelay);
    else if (options.reset === true) {
      active.next = options;
      active.controller.abort();
    }
  }

  async pause(sync: SyncDocument): Promise<void> {
    await this.#update(sync.id, { paused: true });
  }

  /** Starting a paused sync runs it at once; a started one goes on as it is. */
  async start(sync: SyncDocument): Promise<void> {
    if (!sync.paused) return;
    await this.#update(sync.id, { paused: false });
    this.trigger(sync);
  }

  async setFrequency(sync: SyncDocument, frequency: string | null): Promise<void> {
    await this.#update(sync.id, { frequency });
    this.#planNext(sync.id);
  }

  isRunning(sync: SyncDocument): boolean {
    return this.#active.get(sync.id)?.isWaiting === false;
  }

  /** Milliseconds since 1970, when it runs by schedule. */
  nextDue(sync: SyncDocument): number | undefined {
    return this.#planner.nextDue(sync.id);
  }

  /** Gives a connection the syncs that are deployed for its integration. Those with `autoStart` run once now. */
  async adopt(connection: ConnectionDocument, functions: FunctionDocument[]): Promise<void> {
    const { state } = this.options;
    for (const { type, name, autoStart, integration } of functions) {
      if (type !== 'sync' || integration !== connection.provider_config_key) continue;
      const exists = state.syncs
        .values()
        .some((sync) => String(sync.connection) === connection.id && sync.name === name && sync.variant === 'base');
      if (exists) continue;
      const sync = await state.syncs.set({
        id: randomUUID(),
        connection: Number(connection.id),
        integration,
        name,
        variant: 'base',
        paused: !autoStart,
        frequency: null,
        lastSyncDate: null,
        incremental: false,
        lastRun: null,
      });
      if (autoStart) this.trigger(sync);
    }
  }

  /** Ends the runs of one sync and forgets it. */
  async remove(sync: SyncDocument): Promise<void> {
    const active = this.#active.get(sync.id);
    if (active) {
      active.next = undefined;
      active.controller.abort();
    }
    this.#planner.forget(sync.id);
    await this.options.state.syncs.delete(sync.id);
  }

  /** Goes on with the schedules of a platform that was started again. */
  resume(): void {
    for (const { id, lastRun } of this.options.state.syncs.values()) {
      this.#planNext(id, lastRun === null ? undefined : Date.parse(lastRun.startedAt));
    }
  }

  /** Work in the background that `idle` and `close` wait for. */
  track(work: Promise<void>): void {
    this.#background.track(work);
  }

  /** Resolves when nothing runs and nothing is about to; runs due later by schedule do not count. @throws what broke */
  idle(): Promise<void> {
    return this.#background.idle();
  }

  /** Cancels what runs and waits for its end. @throws as `idle` does */
  async close(): Promise<void> {
    this.#closed = true;
    this.#planner.clear();
    for (const active of this.#active.values()) {
      active.next = undefined;
      active.controller.abort();
    }
    await this.idle();
  }

  async #update(id: string, changes: Partial<SyncDocument>): Promise<void> {
    const current = this.options.state.syncs.get(id);
    if (current) await this.options.state.syncs.set({ ...current, ...changes });
  }

  #start(id: string, options: ResetOptions, delay = 0): void {
    if (this.#closed) return;
    const active: Active = { controller: new AbortController(), isWaiting: delay > 0 };
    this.#active.set(id, active);
    this.#planNext(id);
    const run = async (): Promise<void> => {
      try {
        if (delay > 0) await this.#wait(delay, active.controller.signal);
        // Cancelled before it began: nothing has happened.
        if (active.controller.signal.aborted) return;
        active.isWaiting = false;
        await runSync({ ...this.options, id, reset: options, signal: active.controller.signal, runs: this.runs });
        if (this.runs.length > mostRuns) this.runs.shift();
      } finally {
        this.#active.delete(id);
        if (active.next) this.#start(id, active.next, delay);
      }
    };
    this.track(run());
  }

  #wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.options.clock.setTimeout(resolve, milliseconds);
      signal.addEventListener('abort', () => {
        resolve();
      });
    });
  }

  #planNext(id: string, since?: number): void {
    if (!this.#closed) this.#planner.plan(id, since);
  }
}
