import type { Clock } from '../../clock.js';
import type { State } from '../state/state.js';
import { frequencyMs } from './frequency.js';

export interface PlannerOptions {
  state: Pick<State, 'syncs' | 'functions'>;
  clock: Clock;
  /** Run started syncs by their frequency. Without it they run when triggered, and once after deploy or connect. */
  schedule: boolean;
  /** Milliseconds between two runs of the most frequent sync; the others keep their proportion. Default: as declared. */
  every?: number | undefined;
}

/** When each sync is due by its frequency. */
export class Planner {
  readonly #due = new Map<string, number>();

  /** @param run told of a sync whose time has come */
  constructor(
    private readonly options: PlannerOptions,
    private readonly run: (id: string) => void,
  ) {}

  /** Milliseconds since 1970. */
  nextDue(id: string): number | undefined {
    return this.#due.get(id);
  }

  /** @param since when the run before it began; by default now */
  plan(id: string, since?: number): void {
    const { clock, schedule } = this.options;
    const interval = this.#interval(id);
    if (!schedule || interval === undefined) return;
    const wait = Math.max(0, (since ?? clock.now()) + interval - clock.now());
    const due = clock.now() + wait;
    this.#due.set(id, due);
    clock.setTimeout(() => {
      // A later plan, a removal or a close has made this one void.
      if (this.#due.get(id) === due) this.run(id);
    }, wait);
  }

  forget(id: string): void {
    this.#due.delete(id);
  }

  clear(): void {
    this.#due.clear();
  }

  /** Milliseconds from one run of a sync to the next. */
  #interval(id: string): number | undefined {
    const { state, every } = this.options;
    const sync = state.syncs.get(id);
    const deployed = sync && state.functions.get(`${sync.integration}/sync/${sync.name}`);
    const declared = intervalOf(sync?.frequency ?? deployed?.runs);
    if (every === undefined || declared === undefined) return declared;
    const all = state.functions.values().flatMap(({ runs }) => intervalOf(runs) ?? []);
    return declared * (every / Math.min(declared, ...all));
  }
}

const intervalOf = (frequency: string | null | undefined): number | undefined =>
  frequency === null || frequency === undefined ? undefined : frequencyMs(frequency);
