import type { MergingStrategy, RecordData, RecordScope, WriteOptions } from '../records/types.js';
import type { RecordValidator } from './validation.js';
import type { Runtime } from './runtime.js';

/** Records per write, and per read by id: the runner's own sizes. */
const batchSize = 1000;
const readSize = 100;

const isRecord = (value: unknown): value is RecordData => typeof value === 'object' && value !== null;

/** What a sync does to the record cache: batches, deletion windows, merging. */
export class SyncRecords {
  readonly #merging = new Map<string, MergingStrategy>();

  constructor(
    private readonly runtime: Runtime,
    private readonly run: { connection: number; job: number; models: string[] },
    private readonly validate: RecordValidator | undefined,
  ) {}

  #scope(model: string): RecordScope {
    return { connection: this.run.connection, model };
  }

  async save(records: object[], model: string, kind: 'save' | 'delete' | 'update'): Promise<boolean> {
    if (records.length === 0) return true;
    const name = model.split('::')[0] ?? model;
    if (!this.run.models.includes(name)) {
      const declared = this.run.models.join(', ');
      throw new Error(`The model '${name}' is not included in the declared sync models: ${declared}.`);
    }
    if (kind === 'save') this.validate?.(name, records);
    const { records: store } = this.runtime.ports;
    for (let start = 0; start < records.length; start += batchSize) {
      const batch = records.slice(start, start + batchSize).filter(isRecord);
      const merging = this.#merging.get(model);
      const options: WriteOptions = { job: this.run.job, softDelete: kind === 'delete', ...(merging && { merging }) };
      const summary = await (kind === 'update'
        ? store.update(this.#scope(model), batch, options)
        : store.upsert(this.#scope(model), batch, options));
      for (const id of summary.duplicates) {
        this.runtime.note('error', `Found duplicate key '${id}' for model ${name}. The record was ignored.`);
      }
      this.runtime.count(model, summary);
      if (merging) this.#merging.set(model, summary.nextMerging);
    }
    return true;
  }

  async byIds<K, T>(ids: K[], model: string, check: () => void): Promise<Map<K, T>> {
    const found = new Map<K, T>();
    for (let start = 0; start < ids.length; start += readSize) {
      check();
      const byText = new Map(ids.slice(start, start + readSize).map((id) => [String(id), id]));
      const page = await this.runtime.ports.records.list(this.#scope(model), {
        ids: [...byText.keys()],
        limit: readSize,
      });
      for (const record of page.records) {
        const id = byText.get(record.id);
        // The function names the type of its own records.
        if (id !== undefined) found.set(id, record as T);
      }
    }
    return found;
  }

  /** One page and no more, as the runner of 0.71.4, which looks for the next cursor under another name than the store's. */
  async *all<T>(model: string, cursor: string | undefined, check: () => void): AsyncGenerator<T> {
    check();
    const page = await this.runtime.ports.records.list(this.#scope(model), { cursor });
    for (const record of page.records) yield record as T;
  }

  async deleteOutdated(model: string, generation = this.run.job): Promise<{ deletedKeys: string[] }> {
    const deleted = await this.runtime.ports.records.deleteOutdated(this.#scope(model), generation);
    this.runtime.count(model, { added: [], updated: [], deleted });
    return { deletedKeys: deleted };
  }

  #windowKey(model: string): string {
    return `${this.runtime.checkpointKey}:trackDeletes:${model}`;
  }

  /** Opens a deletion window, or goes on with one that an interrupted run has left open. */
  async trackDeletesStart(model: string): Promise<void> {
    const key = this.#windowKey(model);
    if ((await this.runtime.checkpointing.get(key)) === null) {
      await this.runtime.checkpointing.save(key, { syncJobId: this.run.job });
    }
  }

  async trackDeletesEnd(model: string, fullModel: string): Promise<{ deletedKeys: string[] }> {
    const key = this.#windowKey(model);
    const window = await this.runtime.checkpointing.get(key);
    if (window === null) throw new Error(`No track deletes starting point found for model '${model}'.`);
    const result = await this.deleteOutdated(fullModel, Number(window['syncJobId']));
    await this.runtime.checkpointing.clear(key);
    return result;
  }

  async setMergingStrategy(
    strategy: 'ignore_if_modified_after' | 'override',
    model: string,
    fullModel: string,
  ): Promise<void> {
    if (this.#merging.has(fullModel)) {
      this.runtime.note('warn', `Merging strategy for model ${model} is already set. Skipping`);
      return;
    }
    if (strategy === 'override') this.#merging.set(fullModel, { strategy });
    else {
      const cursor = await this.runtime.ports.records.lastCursor(this.#scope(fullModel));
      this.#merging.set(fullModel, { strategy: 'ignore_if_modified_after_cursor', cursor });
    }
  }

  /** What `emptyCache` does before the function starts. */
  async clear(models: string[]): Promise<void> {
    for (const model of models) await this.runtime.ports.records.clear(this.#scope(model));
  }
}
