import type { RowMapper, RowSelection } from '../records/contract.js';
import type { SyncRun } from './run.js';
import { readCompletely, type CompletePass, type CompletionRequest } from './reading/completeness.js';
import { fromFlat, toFlat, type FlatProgress } from './reading/progress.js';

/** What a strategy may ask of a reading, beyond the selection. */
type ReadOptions = Pick<CompletionRequest, 'needsSnapshot' | 'savedEarlier'>;

/** Minutes that a pass over changed rows reaches back before the watermark; docs/strategies.md says what for. */
const defaultOverlap = 15;

/** What the strategies that read pages share: one execution, with its state in the checkpoint. */
export abstract class PagedSync<State extends FlatProgress & Record<string, string | number | boolean>> {
  constructor(
    protected readonly run: SyncRun,
    protected readonly selection: RowSelection,
    protected state: State,
  ) {}

  /** Makes the execution, and logs what could not be mapped even when it fails. */
  async execute(): Promise<void> {
    try {
      await this.proceed();
    } finally {
      await this.run.logComplaints();
    }
  }

  protected abstract proceed(): Promise<void>;

  /** Changes the state and saves it as the checkpoint. */
  protected async save(change: Partial<State>): Promise<void> {
    this.state = { ...this.state, ...change };
    await this.run.nango.saveCheckpoint(this.state);
  }

  /** Reads a selection completely, from where the state stands, and saves its rows and its progress. */
  protected async read(selection: RowSelection, mapper: RowMapper, options: ReadOptions = {}): Promise<CompletePass> {
    return readCompletely({
      run: this.run,
      selection,
      mapper,
      start: fromFlat(this.state),
      saveProgress: async (progress) => {
        this.state = { ...this.state, ...toFlat(progress) };
        await this.run.nango.saveCheckpoint(this.state);
      },
      ...options,
    });
  }

  /** The overlap of passes over changed rows, in milliseconds. */
  protected get overlap(): number {
    return (this.run.settings.overlap_minutes ?? defaultOverlap) * 60_000;
  }
}
