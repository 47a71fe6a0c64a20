import type { RowMapper, RowSelection } from '../records/contract.js';
import { nothingCounted } from './deleting/surplus.js';
import type { PagedRun } from './run.js';
import { readCompletely, type CompletePass, type CompletionRequest } from './reading/completeness.js';
import { fromFlat, toFlat, type FlatProgress } from './reading/progress.js';

/** What a strategy may ask of a reading, beyond the selection. */
type ReadOptions = Pick<CompletionRequest, 'needsSnapshot' | 'savedEarlier'>;

/** What the checkpoints of all strategies that read pages hold. */
export interface PagedState extends FlatProgress, Record<string, string | number | boolean> {
  held: number;
}

/** What an execution begins with. */
interface ExecutionStart<State extends PagedState> {
  readonly run: PagedRun;
  readonly selection: RowSelection;
  /** The state that the last checkpoint holds, or the one to begin with. */
  readonly state: State;
  /** The change of state that makes later runs look for records in the cache that are no longer selected. */
  readonly whenDeselected?: Partial<State>;
  /** Adds what the strategy notes in the state whenever it is saved. */
  readonly annotate?: (state: State) => State;
}

/** Minutes that a pass over changed rows reaches back before the watermark (docs/strategies.md, "Changes"). */
const defaultOverlap = 15;

/** One execution of a strategy that reads pages: the run, what is selected, and the state, which is saved as the checkpoint. */
export class Execution<State extends PagedState> {
  readonly run: PagedRun;
  readonly selection: RowSelection;
  #state: State;
  readonly #whenDeselected: Partial<State>;
  readonly #annotate: (state: State) => State;

  constructor({ run, selection, state, whenDeselected = {}, annotate = (same) => same }: ExecutionStart<State>) {
    this.run = run;
    this.selection = selection;
    this.#state = state;
    this.#whenDeselected = whenDeselected;
    this.#annotate = annotate;
    run.noteLength(Number(state['longest'] ?? 0));
    run.beforeDelete = (count) => this.#deduct(count);
  }

  /** The state as it was saved last. */
  get state(): State {
    return this.#state;
  }

  /** The overlap of passes over changed rows, in milliseconds. */
  get overlap(): number {
    return (this.run.settings.overlap_minutes ?? defaultOverlap) * 60_000;
  }

  /** Changes the state and saves it as the checkpoint. */
  async save(change: Partial<State>): Promise<void> {
    await this.#store({ ...this.#state, ...change });
  }

  /** Reads a selection completely, from where the state stands, and saves its rows and its progress. */
  async read(selection: RowSelection, mapper: RowMapper, options: ReadOptions = {}): Promise<CompletePass> {
    return readCompletely({
      run: this.run,
      selection,
      mapper,
      start: fromFlat(this.#state),
      saveProgress: async ({ progress, hasDeselected }) => {
        const change = hasDeselected ? this.#whenDeselected : {};
        await this.#store({ ...this.#state, ...toFlat(progress), ...change });
      },
      ...options,
    });
  }

  async #store(state: State): Promise<void> {
    const { longest } = this.run;
    this.#state = this.#annotate('longest' in state ? { ...state, longest } : state);
    await this.run.nango.saveCheckpoint(this.#state);
  }

  /** Saved before records are deleted, so that the checkpoint never says that the cache holds more than it does. */
  async #deduct(count: number): Promise<void> {
    if (this.#state.held === nothingCounted.held) return;
    await this.#store({ ...this.#state, held: Math.max(0, this.#state.held - count) });
  }
}
