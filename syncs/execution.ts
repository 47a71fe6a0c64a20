import type { RowMapper, RowSelection } from '../records/contract.js';
import { nothingCounted } from './deleting/surplus.js';
import type { SyncRun } from './run.js';
import { readCompletely, type CompletePass, type CompletionRequest } from './reading/completeness.js';
import { fromFlat, toFlat, type FlatProgress } from './reading/progress.js';

/** What a strategy may ask of a reading, beyond the selection. */
type ReadOptions = Pick<CompletionRequest, 'needsSnapshot' | 'savedEarlier'>;

/** What the checkpoints of all strategies that read pages hold. */
interface PagedState extends FlatProgress, Record<string, string | number | boolean> {
  held: number;
}

/** Minutes that a pass over changed rows reaches back before the watermark (docs/strategies.md, "Changes"). */
const defaultOverlap = 15;

/** What the strategies that read pages share: one execution, with its state in the checkpoint. */
export abstract class PagedSync<State extends PagedState> {
  constructor(
    protected readonly run: SyncRun,
    protected readonly selection: RowSelection,
    protected state: State,
  ) {
    run.beforeDelete = (count) => this.#deduct(count);
  }

  /** Makes the execution. */
  abstract proceed(): Promise<void>;

  /** The state that makes the next runs look for records in the cache that are no longer selected. */
  protected whenDeselected(): Partial<State> {
    return {};
  }

  /** The state as it is saved, with what the strategy notes in it whenever records were saved. */
  protected annotate(state: State): State {
    return state;
  }

  /** Changes the state and saves it as the checkpoint. */
  protected async save(change: Partial<State>): Promise<void> {
    await this.#store({ ...this.state, ...change });
  }

  /** Reads a selection completely, from where the state stands, and saves its rows and its progress. */
  protected async read(selection: RowSelection, mapper: RowMapper, options: ReadOptions = {}): Promise<CompletePass> {
    return readCompletely({
      run: this.run,
      selection,
      mapper,
      start: fromFlat(this.state),
      saveProgress: async ({ progress, hasDeselected }) => {
        const change = hasDeselected ? this.whenDeselected() : {};
        await this.#store({ ...this.state, ...toFlat(progress), ...change });
      },
      ...options,
    });
  }

  async #store(state: State): Promise<void> {
    this.state = this.annotate(state);
    await this.run.nango.saveCheckpoint(this.state);
  }

  /** Saved before records are deleted, so that the checkpoint never says that the cache holds more than it does. */
  async #deduct(count: number): Promise<void> {
    if (this.state.held === nothingCounted.held) return;
    await this.#store({ ...this.state, held: Math.max(0, this.state.held - count) });
  }

  /** The overlap of passes over changed rows, in milliseconds. */
  protected get overlap(): number {
    return (this.run.settings.overlap_minutes ?? defaultOverlap) * 60_000;
  }
}
