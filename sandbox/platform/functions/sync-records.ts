import type { RecordData, RecordQuery, RecordScope, WriteOptions } from '../records/types.js';
import { BatchTooLargeError, InvalidCursorError } from '../records/types.js';
import { persistError, persistFailure } from './persist.js';
import type { RecordValidator } from './validation.js';
import type { Runtime } from './runtime.js';

/** Records per write, and per read by id: the runner's own sizes. */
const batchSize = 1000;
const readSize = 100;
const longestId = 256;

const isRecord = (value: unknown): value is RecordData => typeof value === 'object' && value !== null;

type Kind = 'save' | 'delete' | 'update';
const methods = { save: 'POST', delete: 'DELETE', update: 'PUT' } as const;

/** What a sync does to the record cache: batches and deletion windows. */
export class SyncRecords {
  constructor(
    private readonly runtime: Runtime,
    private readonly run: { connection: number; job: number; models: string[] },
    private readonly validate: RecordValidator | undefined,
  ) {}

  #scope(model: string): RecordScope {
    return { connection: this.run.connection, model };
  }

  async save(records: object[], model: string, kind: Kind): Promise<boolean> {
    if (records.length === 0) return true;
    const name = model.split('::')[0] ?? model;
    if (kind === 'save') this.validate?.(name, records);
    for (let start = 0; start < records.length; start += batchSize) {
      const batch = records.slice(start, start + batchSize).filter(isRecord);
      checkIds(batch, kind);
      // The reason stays in the answer to the runner, which passes on no answer of status 500.
      if (!this.run.models.includes(name)) throw persistFailure(`${kind} records`, methods[kind]);
      const options: WriteOptions = { job: this.run.job, softDelete: kind === 'delete' };
      const summary = await this.#write(model, batch, kind, options);
      for (const id of summary.duplicates) {
        this.runtime.note('error', `Found duplicate key '${id}' for model ${name}. The record was ignored.`);
      }
      this.runtime.count(model, summary);
    }
    return true;
  }

  async #write(model: string, batch: RecordData[], kind: Kind, options: WriteOptions) {
    const { records: store } = this.runtime.ports;
    try {
      return await store[kind === 'update' ? 'update' : 'upsert'](this.#scope(model), batch, options);
    } catch (error) {
      if (!(error instanceof BatchTooLargeError)) throw error;
      throw persistError(`${kind} records`, { code: 'request_too_large', message: 'Entity too large' });
    }
  }

  async #page(model: string, query: RecordQuery) {
    try {
      return await this.runtime.ports.records.list(this.#scope(model), query);
    } catch (error) {
      if (error instanceof InvalidCursorError) throw persistFailure('get records', 'GET');
      throw error;
    }
  }

  async byIds<K, T>(ids: K[], model: string, check: () => void): Promise<Map<K, T>> {
    const found = new Map<K, T>();
    for (let start = 0; start < ids.length; start += readSize) {
      check();
      const byText = new Map(ids.slice(start, start + readSize).map((id) => [String(id), id]));
      const wanted = [...byText.keys()];
      if (wanted.some((id) => id === '' || id.length > longestId)) {
        const errors = [{ code: 'invalid_union', message: 'Invalid input', path: ['externalIds'] }];
        throw persistError('get records', { code: 'invalid_request', errors });
      }
      const page = await this.#page(model, { ids: wanted, limit: readSize });
      for (const record of page.records) {
        const id = byText.get(record.id);
        // The function states the type of its records.
        if (id !== undefined) found.set(id, record as T);
      }
    }
    return found;
  }

  /**
   * The records of a model from a cursor on. Runners of 0.71.4 end after one page, because they look for the next cursor
   * under a name that the record service does not use; whether this version continues is a fact of the profile.
   */
  async *all<T>(model: string, from: string | undefined, check: () => void): AsyncGenerator<T> {
    const { page: limit, goesOn } = this.runtime.facts['records.list'];
    let cursor: string | null | undefined = from;
    do {
      check();
      const page = await this.#page(model, { cursor: cursor ?? undefined, limit });
      for (const record of page.records) yield record as T;
      cursor = goesOn ? page.next_cursor : null;
    } while (cursor !== null);
  }

  async deleteOutdated(model: string, generation = this.run.job): Promise<{ deletedKeys: string[] }> {
    const deleted = await this.runtime.ports.records.deleteOutdated(this.#scope(model), generation);
    this.runtime.count(model, { added: [], updated: [], deleted });
    return { deletedKeys: deleted };
  }

  #windowKey(model: string): string {
    return `${this.runtime.checkpointKey}:trackDeletes:${model}`;
  }

  /** Opens a deletion window, or continues with one that an interrupted run has left open. */
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

  /** What `emptyCache` does before the function starts. */
  async clear(models: string[]): Promise<void> {
    for (const model of models) await this.runtime.ports.records.clear(this.#scope(model));
  }
}

/** @throws Error as a function gets it, when an id is missing or too long: nothing of the batch is saved then */
function checkIds(batch: RecordData[], kind: Kind): void {
  const wrong = batch.findIndex(({ id }) => (typeof id === 'string' ? id === '' || id.length > 255 : !isNumber(id)));
  if (wrong !== -1) {
    const errors = [{ code: 'invalid_union', message: 'Invalid input', path: ['records', String(wrong), 'id'] }];
    throw persistError(`${kind} records`, { code: 'invalid_request', errors });
  }
  // Zero is a number, and no id: the service finds that out too late for a reason to reach the function.
  if (batch.some(({ id }) => id === 0)) throw persistFailure(`${kind} records`, methods[kind]);
}

const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);
