import { createHash } from 'crypto';

import { HaloClient } from '../halo/transport/client.js';
import type { HaloList } from '../halo/lists/lists.js';
import type { Selection } from '../halo/lists/page.js';
import type { HaloRow } from '../halo/values/rows.js';
import { needingToken } from '../halo/transport/token.js';
import type { SavedRecord, SyncContext } from './context.js';
import { readSettings, type Settings } from '../records/settings.js';

/** Turns pages of rows into records. */
export interface RowMapper {
  /** Parameters that make rows carry more; they select nothing. */
  readonly params: Readonly<Record<string, string>>;
  /** Rows that are saved together, and after which progress is saved. Where mapping is free, all of a page. */
  readonly rowsAtOnce?: number;
  /** May read set-up lists, once, when the first rows need them. */
  map(rows: readonly HaloRow[]): Promise<SavedRecord[]>;
}

/** What every run is about: a model, and the list its rows come from. */
export interface RunSubject {
  readonly model: string;
  readonly list: { readonly name: string };
}

/** A record type: where its rows are, which of them are wanted, and how they become records. */
export interface RecordSource extends RunSubject {
  readonly list: HaloList;
  /** Raised when the mapping changes, so that every record is read again. */
  readonly revision: number;
  /** The settings that decide which records there are and what is in them: when one changes, all is read again. */
  readonly depends: readonly (keyof Settings)[];
  /** The rows that the connection's settings select. */
  select(settings: Settings): RowSelection;
  openMapper(run: SyncRun): Promise<RowMapper>;
}

export interface RowSelection extends Selection {
  /** False for rows that are not wanted although no parameter of Halo's can leave them out. */
  readonly keeps?: (row: HaloRow) => boolean;
}

/** One execution of a sync. */
export class Run<Subject extends RunSubject = RunSubject> {
  readonly client: HaloClient;
  readonly #complaints = new Map<string, number>();

  constructor(
    readonly nango: SyncContext,
    readonly source: Subject,
    readonly settings: Settings,
  ) {
    this.client = new HaloClient(nango);
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
export class SyncRun extends Run<RecordSource> {
  /** @throws InvalidMetadataError before the first request */
  static async start(nango: SyncContext, source: RecordSource): Promise<SyncRun> {
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
