import type { Position } from './cursor.js';
import { comparePositions, decodeCursor, encodeCursor } from './cursor.js';
import type { FormattedRecord } from './format.js';
import type { Plan, Row } from './plan.js';
import type { MergingStrategy, WriteOptions, WriteSummary } from './types.js';

/** Adds up what the records of one write came to, and where the merging barrier stands afterwards. */
export class Summary {
  readonly #added: string[] = [];
  readonly #updated: string[] = [];
  readonly #deleted: string[] = [];
  readonly #unchanged: string[] = [];
  readonly #merging: MergingStrategy;
  #last: Position | undefined;
  /** Rows beyond it are not to be touched. */
  readonly barrier: Position | undefined;

  constructor(
    private readonly kind: 'upsert' | 'update',
    private readonly options: WriteOptions,
    private readonly duplicates: string[],
  ) {
    this.#merging = options.merging ?? { strategy: 'override' };
    if (this.#merging.strategy === 'ignore_if_modified_after_cursor' && this.#merging.cursor !== undefined) {
      this.barrier = decodeCursor(this.#merging.cursor);
    }
  }

  add(record: FormattedRecord, existing: Row | undefined, plan: Plan): void {
    const id = record.externalId;
    if (this.options.softDelete === true) {
      // Deleting what was never there stores a tombstone but counts for nothing, as on the real server.
      if (plan.outcome === 'deleted') this.#deleted.push(id);
    } else if (plan.outcome === 'inserted' || plan.outcome === 'undeleted') {
      this.#added.push(id);
    } else if (plan.outcome === 'changed') {
      this.#updated.push(id);
    } else if (existing && this.kind === 'upsert') {
      this.#unchanged.push(id);
    }
    if (plan.row && plan.outcome !== 'unchanged') {
      const here = { at: plan.row.updatedAt, id: plan.row.id };
      if (!this.#last || comparePositions(here, this.#last) > 0) this.#last = here;
    }
  }

  result(): WriteSummary {
    const moved = this.#merging.strategy === 'ignore_if_modified_after_cursor' && this.#last;
    return {
      added: this.#added,
      updated: this.#updated,
      deleted: this.#deleted,
      unchanged: this.#unchanged,
      duplicates: this.duplicates,
      nextMerging: moved ? { strategy: 'ignore_if_modified_after_cursor', cursor: encodeCursor(moved) } : this.#merging,
    };
  }
}
