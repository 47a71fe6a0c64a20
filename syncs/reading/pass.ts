import { OrderIgnoredError } from '../../halo/errors.js';
import { crawlStart, type CrawlPosition, type CrawlRequest, type ListStep } from '../../halo/lists/crawl.js';
import { partsOf, type Selection } from '../../halo/lists/page.js';
import { numberOf } from '../../halo/lists/row-ids.js';
import type { HaloRow } from '../../halo/values/rows.js';
import type { RowMapper, RowSelection } from '../../records/contract.js';
import type { PagedRun } from '../run.js';
import { filterCached } from '../deleting/cache.js';
import { emptyDigest, IdSet, type IdDigest } from './id-set.js';

/** What the checkpoint remembers of a pass under way. */
export interface PassProgress {
  position: CrawlPosition;
  /** The server's time with the first answer of the pass, ISO 8601; empty before it. */
  started: string;
  /** The ids of the pass up to `position.lastId`. */
  digest: IdDigest;
}

export const passStart: PassProgress = { position: crawlStart, started: '', digest: emptyDigest };

/** Called after rows were saved, never before: a checkpoint must not promise what is not in the cache. */
export type SaveProgress = (pass: Pass) => Promise<void>;

/**
 * One reading of a selection from its start to its end, over as many executions as it takes: rows are mapped and saved
 * page by page (`walk.ts`), and what was seen is remembered so that the certificate can tell what is missing.
 */
export class Pass {
  /** Ids seen by this execution. */
  readonly seen = new IdSet();
  /** Ids of the rows that this execution saved because they are selected. */
  readonly kept = new IdSet();
  /** True when a row came that is in the cache and is not selected any more. */
  hasDeselected = false;
  /** Everything up to this id was seen by earlier executions, as far as `resumedDigest` agrees. */
  resumedAt: number;
  resumedDigest: IdDigest;
  progress: PassProgress;
  /** The selection as those that single requests can ask for. */
  readonly parts: readonly RowSelection[];
  /** False when the list comes in another order than by id, or in parts: then it is scanned. */
  isOrdered: boolean;
  /** False when an answer might be the first page of more rows than it says (`ListStep.isPaged`). */
  isPaged = true;
  #countsOnlyItself = false;
  /** False when the first page was not the last one: another was asked for, whatever it held. */
  #isOnePage = true;

  constructor(
    readonly run: PagedRun,
    readonly selection: RowSelection,
    readonly mapper: RowMapper,
    start: PassProgress,
  ) {
    this.progress = start;
    this.resumedAt = start.position.lastId;
    this.resumedDigest = start.digest;
    this.parts = partsOf(selection);
    // One position cannot say where the requests of several parts stand.
    this.isOrdered = this.parts.length === 1;
  }

  /** True when everything came in one answer: then nothing can have moved while it was read. */
  get isAtomic(): boolean {
    return this.#isOnePage && this.resumedAt === 0 && this.isPaged && !this.#countsOnlyItself;
  }

  /** What is asked to read a part, with the parameters that make its rows carry more. */
  requestFor(part: RowSelection): CrawlRequest {
    const { client, source, pageSize, longest } = this.run;
    return { client, list: source.list, selection: this.#carryingMore(part), pageSize, longest };
  }

  /** The selection with the parameters that make its rows carry more. */
  get pageSelection(): Selection {
    return this.#carryingMore(this.selection);
  }

  #carryingMore(selection: RowSelection): Selection {
    const { params, supplements } = this.mapper;
    const carrying = { ...selection, params: { ...selection.params, ...params } };
    return supplements === undefined ? carrying : { ...carrying, supplements };
  }

  /** Does what relies on the order of ids. Where it does not hold, the list is scanned from then on. */
  async inOrder(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof OrderIgnoredError)) throw error;
      this.isOrdered = false;
      const { nango, source } = this.run;
      const message = `${source.list.name}: ${error.reason}. Halo does not sort this list by id, so it is read without an order.`;
      await nango.log(message, { level: 'info' });
    }
  }

  /** Notes where the pass stands. */
  advance(progress: PassProgress): void {
    this.progress = progress;
  }

  /** Forgets the position: what follows reads from the first page again. What was seen stays seen. */
  restart(): void {
    this.progress = passStart;
    this.resumedAt = 0;
    this.resumedDigest = emptyDigest;
    this.isPaged = true;
    this.#countsOnlyItself = false;
    this.#isOnePage = this.parts.length === 1;
  }

  /** Notes what an answer shows of how the server pages. */
  judge(step: ListStep): void {
    this.#isOnePage &&= step.isLast;
    this.isPaged &&= step.isPaged;
    this.#countsOnlyItself ||= step.countsOnlyItself;
  }

  /** Saves rows as records and remembers their ids. Saving a row twice is free: the platform compares hashes. */
  async save(rows: readonly HaloRow[], ids: readonly number[]): Promise<void> {
    const { run, selection, mapper } = this;
    run.countRead(rows.length);
    const kept = rows.filter((row) => selection.keeps?.(row) ?? true);
    const others = kept.length < rows.length ? rows.filter((row) => !kept.includes(row)) : [];
    const deselected = await this.#deselectedAmong(others);
    const saved = [...kept, ...deselected];
    if (saved.length > 0) await run.save(await mapper.map(saved));
    this.hasDeselected ||= deselected.some((row) => selection.doubts?.(row) !== true);
    for (const row of kept) this.kept.add(this.#numberOf(row));
    for (const id of ids) this.seen.add(id);
  }

  /**
   * Those of the rows that were selected once, such as an asset that was moved to another customer. They are saved all
   * the same, so that their records in the cache say themselves that they are to go: `deleteSurplus` reports them deleted
   * together with all others, after the guard has counted them, whichever execution gets there.
   */
  async #deselectedAmong(rows: readonly HaloRow[]): Promise<readonly HaloRow[]> {
    const ids = rows.map((row) => this.#numberOf(row));
    const cached = new Set(await filterCached(this.run, ids));
    return rows.filter((row) => cached.has(this.#numberOf(row)));
  }

  /** Rows without an id never get here (`readRows`). */
  #numberOf(row: HaloRow): number {
    return numberOf(this.run.source.list, row['id']) ?? 0;
  }
}
