import { crawl, crawlStart, type CrawlPosition, type CrawlStep } from '../../halo/lists/crawl.js';
import type { Selection } from '../../halo/lists/page.js';
import { toId, type HaloRow } from '../../halo/values/rows.js';
import { readServerTime } from '../../halo/lists/server-time.js';
import type { RowMapper, RowSelection } from '../../records/contract.js';
import type { SyncRun } from '../run.js';
import { filterCached } from '../deleting/cache.js';
import { emptyDigest, extendDigest, IdSet, type IdDigest } from './id-set.js';

/** What the checkpoint remembers of a pass in progress. */
export interface PassProgress {
  position: CrawlPosition;
  /** The server's time with the first answer of the pass, ISO 8601; empty before it. */
  started: string;
  /** The ids of the pass up to `position.lastId`. */
  digest: IdDigest;
}

export const passStart: PassProgress = { position: crawlStart, started: '', digest: emptyDigest };

/** The progress of a pass that has nothing left to read: whatever the cache holds counts as saved by it, and no more. */
export const cachePass: PassProgress = {
  position: { ...crawlStart, lastId: Number.MAX_SAFE_INTEGER },
  started: '',
  digest: { count: -1, sum: 0 },
};

/** Called after rows were saved, never before: a checkpoint must not claim what is not in the cache. */
export type SaveProgress = (pass: Pass) => Promise<void>;

/**
 * One reading of a selection from its start to its end, over as many executions as it takes: rows are mapped and saved
 * page by page, and what was seen is remembered so that the certificate can tell what is missing.
 */
export class Pass {
  /** Ids seen by this execution. */
  readonly seen = new IdSet();
  /** Ids of the rows that this execution saved because they are selected. */
  readonly kept = new IdSet();
  /** True when a row came that is in the cache and is not selected any more. */
  hasDeselected = false;
  /** Everything up to this id was seen by earlier executions, as far as `resumedDigest` agrees. */
  readonly resumedAt: number;
  readonly resumedDigest: IdDigest;
  progress: PassProgress;
  /** False when an answer might be the first page of more rows than it says (`CrawlStep.isPaged`). */
  isPaged = true;
  #countsOnlyItself = false;
  /** False when the first page was not the last one: another was asked for, whatever it held. */
  #isOnePage = true;

  constructor(
    readonly run: SyncRun,
    readonly selection: RowSelection,
    readonly mapper: RowMapper,
    start: PassProgress,
  ) {
    this.progress = start;
    this.resumedAt = start.position.lastId;
    this.resumedDigest = start.digest;
  }

  /** True when everything came in one answer: then nothing can have moved while it was read. */
  get isAtomic(): boolean {
    return this.#isOnePage && this.resumedAt === 0 && this.isPaged && !this.#countsOnlyItself;
  }

  /** The selection with the parameters that make its rows carry more. */
  get pageSelection(): Selection {
    return { ...this.selection, params: { ...this.selection.params, ...this.mapper.params } };
  }

  /** Reads from where `progress` stands to the end. */
  async read(saveProgress: SaveProgress): Promise<void> {
    const { client, source, pageSize } = this.run;
    const request = { client, list: source.list, selection: this.pageSelection, pageSize };
    for await (const step of crawl(request, this.progress.position)) {
      this.#isOnePage &&= step.isLast;
      this.isPaged &&= step.isPaged;
      this.#countsOnlyItself ||= step.countsOnlyItself;
      const { started } = this.progress;
      const time = started === '' ? await readServerTime(client, source.list, step.serverTime) : started;
      for (const { rows, ids, position } of partsOf(step, this.mapper.rowsAtOnce)) {
        await this.save(rows, ids);
        this.progress = { position, started: time, digest: extendDigest(this.progress.digest, ids) };
        // An empty list leaves no progress: the next execution begins again, with its own time.
        if (position.lastId > 0) await saveProgress(this);
      }
    }
    if (this.progress.started === '') {
      this.progress = { ...this.progress, started: await readServerTime(client, source.list, undefined) };
    }
  }

  /** Reads everything, whatever the server counts. @returns how many ids came that this execution had not seen */
  async readAgain(): Promise<number> {
    const before = this.seen.size;
    const { client, source, pageSize } = this.run;
    const request = { client, list: source.list, selection: this.pageSelection, pageSize, untilEmpty: true };
    for await (const step of crawl(request, crawlStart)) await this.save(step.rows, step.ids);
    return this.seen.size - before;
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
    this.hasDeselected ||= deselected.length > 0;
    for (const row of kept) this.kept.add(toId(row['id']) ?? 0);
    for (const id of ids) this.seen.add(id);
  }

  /**
   * Those of the rows that were selected once, such as an asset that was moved to another customer. They are saved all
   * the same, so that their records in the cache say themselves that they are to go: `deleteSurplus` reports them deleted
   * together with all others, after the guard has counted them, whichever execution gets there.
   */
  async #deselectedAmong(rows: readonly HaloRow[]): Promise<readonly HaloRow[]> {
    const ids = rows.flatMap((row) => toId(row['id']) ?? []);
    const cached = new Set(await filterCached(this.run, ids));
    return rows.filter((row) => cached.has(toId(row['id']) ?? 0));
  }
}

type Part = Pick<CrawlStep, 'rows' | 'ids' | 'position'>;

/** A step in parts of so many rows. Until the last one is saved, the same page is due again for the rest of its rows. */
function* partsOf({ rows, ids, position }: CrawlStep, size = Infinity): Generator<Part> {
  let first = 0;
  for (let end = size; end < ids.length; end += size) {
    const part = ids.slice(first, end);
    const lastId = part.at(-1) ?? position.lastId;
    yield { rows: rows.slice(first, end), ids: part, position: { ...position, page: position.page - 1, lastId } };
    first = end;
  }
  yield { rows: rows.slice(first), ids: ids.slice(first), position };
}
