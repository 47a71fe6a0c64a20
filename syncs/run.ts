import { createHash } from 'crypto';

import { HaloError } from '../halo/errors.js';
import { idText } from '../halo/lists/row-ids.js';
import { HaloClient } from '../halo/transport/client.js';
import { needingToken } from '../halo/transport/token.js';
import type {
  Complain,
  MappingContext,
  RecordSubject,
  Remark,
  SavedRecord,
  SelectedSource,
} from '../records/contract.js';
import { readSettings, type Settings } from '../records/settings.js';
import { findMistakes } from '../records/spelling.js';
import { batchesOf } from './batches.js';
import { Complaints } from './complaints.js';
import type { SyncContext } from './context.js';

/** What an execution has done so far. */
export interface RunCounts {
  /** Rows that Halo sent. */
  read: number;
  /** Records that were handed to the platform, which finds out which of them differ from those that it has. */
  saved: number;
  /** Records that were reported deleted. */
  deleted: number;
}

/** One execution of a sync. */
export class Run<Subject extends RecordSubject = RecordSubject> implements MappingContext {
  readonly client: HaloClient;
  readonly counts: RunCounts = { read: 0, saved: 0, deleted: 0 };
  /** Called with the number of records that will be deleted. */
  beforeDelete: (count: number) => Promise<void> = () => Promise.resolve();
  readonly #complaints = new Complaints();
  readonly #oddities = new Set<string>();

  protected constructor(
    readonly nango: SyncContext,
    readonly source: Subject,
    readonly settings: Settings,
  ) {
    this.client = new HaloClient(nango);
  }

  /** @throws InvalidMetadataError before the first request */
  static async start(nango: SyncContext, source: RecordSubject): Promise<Run> {
    return new Run(nango, source, await readMetadata(nango));
  }

  get connection(): SyncContext {
    return this.nango;
  }

  /** Notes a value that could not be used. It is logged once per run and field; the row is kept. */
  readonly complain: Complain = (field, problem) => {
    this.#complaints.complain(field, problem);
  };

  readonly remark: Remark = (warning, subject) => {
    this.#complaints.remark(warning, subject);
  };

  /** Notes what is wrong with rows that cannot be stored, a phrase each; told once a run. */
  noteOddities(oddities: readonly string[]): void {
    for (const oddity of oddities) this.#oddities.add(oddity);
  }

  /**
   * False in a run that met a row which cannot be told from others: one that the list lacks may be that one, so nothing
   * is deleted.
   */
  mayDelete(): boolean {
    return this.#oddities.size === 0;
  }

  /** Notes that rows came, for the report. */
  countRead(rows: number): void {
    this.counts.read += rows;
  }

  /** Saves records. One that equals what the platform has is no change. */
  async save(records: SavedRecord[]): Promise<void> {
    for (const batch of batchesOf(records)) {
      await this.nango.batchSave(batch, this.source.model);
      this.counts.saved += batch.length;
    }
  }

  /**
   * Marks records as deleted. Only those that the cache holds may be given: the platform would make up others.
   *
   * @param ids numbers of rows (`numberOf`), or the ids of records
   */
  async delete(ids: readonly (number | string)[]): Promise<void> {
    if (ids.length === 0) return;
    await this.beforeDelete(ids.length);
    await this.nango.batchDelete(
      ids.map((id) => ({ id: typeof id === 'number' ? idText(this.source.list, id) : id })),
      this.source.model,
    );
    this.counts.deleted += ids.length;
  }

  /**
   * Makes the execution, and logs what it did and what could not be mapped, also when it fails. However it ends, nothing
   * is asked of Halo after it.
   */
  async execute(work: () => Promise<void>): Promise<void> {
    try {
      await work().finally(() => {
        this.client.close();
      });
    } catch (error) {
      if (error instanceof HaloError) error.about(this.client.session.lastRequest);
      // A run that the platform has ended cannot log any more; then the original error matters.
      await this.#report('failed. Until then it', error).catch(() => {
        throw error;
      });
      throw error;
    }
    await this.#report('succeeded. It');
  }

  async #reportOddities(): Promise<void> {
    if (this.mayDelete()) return;
    const named = [...this.#oddities].slice(0, namedInLog).join('; ');
    const others = this.#oddities.size - namedInLog;
    await this.nango.log(
      `${this.source.list.name}: Halo sent rows that cannot be stored: ${named}${others > 0 ? `; and ${others} others` : ''}. All other rows are stored. Nothing is deleted in a run that meets such a row, because a record whose row is missing may be that one.`,
      { level: 'warn' },
    );
  }

  async #report(outcome: string, error?: unknown): Promise<void> {
    const { model } = this.source;
    for (const warning of this.#complaints.warnings(model)) await this.nango.log(warning, { level: 'warn' });
    await this.#reportOddities();
    const { read, saved, deleted } = this.counts;
    const { requests, waited } = this.client;
    await this.nango.log(
      `${model}: the run ${outcome} read ${read} rows, saved ${saved} records, deleted ${deleted}, made ${requests} requests and waited ${inSeconds(waited.budget)} s for the request budget and ${inSeconds(waited.recovery)} s for Halo to recover.`,
      { level: 'info' },
    );
    if (!(error instanceof HaloError) || error.request === undefined) return;
    const { endpoint, status, attempt } = error.request;
    const answer = status === undefined ? 'got no answer' : `was answered with status ${status}`;
    await this.nango.log(`${model}: the error came with request ${endpoint}, which ${answer} at attempt ${attempt}.`, {
      level: 'error',
    });
  }
}

/** Phrases about rows that a log line holds. */
const namedInLog = 5;

/** One execution of a sync that reads pages. */
export class PagedRun extends Run<SelectedSource> {
  /** Characters of the longest row that is known; 0 before any. */
  longest = 0;
  #fingerprint: string | undefined;

  /** @throws InvalidMetadataError before the first request */
  static override async start(nango: SyncContext, source: SelectedSource): Promise<PagedRun> {
    return new PagedRun(nango, source, await readMetadata(nango));
  }

  /** Notes how long rows are, so that a first page of rows as long as the longest one is no larger than memory. */
  noteLength(longest: number): void {
    if (longest > this.longest) this.longest = longest;
  }

  get pageSize(): number {
    return Math.min(this.settings.page_size ?? this.source.list.pageSize, this.source.list.pageSize);
  }

  /** A short name for everything that decides which records there are and what is in them. */
  get fingerprint(): string {
    return (this.#fingerprint ??= this.#computeFingerprint());
  }

  #computeFingerprint(): string {
    const { readings, depends, details } = this.source;
    const settings = depends.map((key) => this.settings[key] ?? null);
    const detailed = details?.isWanted(this.settings) === true ? [[...details.fields].sort()] : [];
    const text = JSON.stringify([readings, this.pageSize, settings, ...detailed]);
    return createHash('sha256').update(text).digest('hex').slice(0, 10);
  }
}

/** The connection's settings. Keys that look misspelt are logged, because they are otherwise ignored without notice. */
async function readMetadata(nango: SyncContext): Promise<Settings> {
  const metadata = await needingToken(nango.getMetadata());
  const settings = readSettings(metadata);
  for (const mistake of findMistakes(metadata)) await nango.log(mistake, { level: 'warn' });
  return settings;
}

function inSeconds(milliseconds: number): number {
  return Math.round(milliseconds / 1_000);
}
