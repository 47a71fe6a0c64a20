import type { FormattedRecord } from './format.js';
import type { Plan, Row } from './plan.js';
import type { WriteOptions, WriteSummary } from './types.js';

/** Adds up what the records of one write came to. */
export class Summary {
  readonly #added: string[] = [];
  readonly #updated: string[] = [];
  readonly #deleted: string[] = [];
  readonly #unchanged: string[] = [];

  constructor(
    private readonly kind: 'upsert' | 'update',
    private readonly options: WriteOptions,
    private readonly duplicates: string[],
  ) {}

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
  }

  result(): WriteSummary {
    return {
      added: this.#added,
      updated: this.#updated,
      deleted: this.#deleted,
      unchanged: this.#unchanged,
      duplicates: this.duplicates,
    };
  }
}
