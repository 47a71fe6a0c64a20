import { createHash } from 'crypto';

import { HaloClient } from '../halo/transport/client.js';
import { needingToken } from '../halo/transport/token.js';
import type { MappingContext, RecordSubject, SelectedSource } from '../records/contract.js';
import { readSettings, type Settings } from '../records/settings.js';
import type { SyncContext } from './context.js';

/** One execution of a sync. */
export class Run<Subject extends RecordSubject = RecordSubject> implements MappingContext {
  readonly client: HaloClient;
  readonly #complaints = new Map<string, number>();

  constructor(
    readonly nango: SyncContext,
    readonly source: Subject,
    readonly settings: Settings,
  ) {
    this.client = new HaloClient(nango);
  }

  get connection(): SyncContext {
    return this.nango;
  }

  /** Notes a value that could not be used; told once a run and field, because a row is never dropped for it. */
  readonly complain = (field: string): void => {
    this.#complaints.set(field, (this.#complaints.get(field) ?? 0) + 1);
  };

  async logComplaints(): Promise<void> {
    for (const [field, count] of this.#complaints) {
      const message = `${this.source.model}.${field} was left out of ${count} records: Halo's value has another type.`;
      await this.nango.log(message, { level: 'warn' });
    }
    this.#complaints.clear();
  }
}

/** One execution of a sync that reads pages. */
export class SyncRun extends Run<SelectedSource> {
  /** @throws InvalidMetadataError before the first request */
  static async start(nango: SyncContext, source: SelectedSource): Promise<SyncRun> {
    return new SyncRun(nango, source, readSettings(await needingToken(nango.getMetadata())));
  }

  get pageSize(): number {
    return Math.min(this.settings.page_size ?? this.source.list.pageSize, this.source.list.pageSize);
  }

  /** A short name for everything that decides which records there are and what is in them. */
  get fingerprint(): string {
    const { revision, depends } = this.source;
    const text = JSON.stringify([revision, this.pageSize, depends.map((key) => this.settings[key] ?? null)]);
    return createHash('sha256').update(text).digest('hex').slice(0, 12);
  }
}
