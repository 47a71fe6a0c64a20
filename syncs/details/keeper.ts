import { HaloError } from '../../halo/errors.js';
import { numberOf } from '../../halo/lists/row-ids.js';
import type { HaloRow } from '../../halo/values/rows.js';
import type { DetailSource, RowMapper, SavedRecord } from '../../records/contract.js';
import { readCachedRecords } from '../deleting/cache.js';
import type { PagedRun } from '../run.js';
import { askDetail } from './asking.js';
import { joinDetail, joinListed, withoutDetail } from './joining.js';

/** Records of this execution that are remembered: more than most runs complete. */
const remembered = 500;

/**
 * Details that an execution reads while it saves the rows of the list, at most. So few hold the list up by less than a minute,
 * and only so many are asked for again when a run is killed among them.
 */
const readAtOnce = 20;

/** Keeps what details brought while the rows of the list are saved, and notes which rows wait for their details. */
export class DetailKeeper {
  #isDue = false;
  #left = readAtOnce;
  /** The records that this execution saved last, because a cache that is behind would show older ones. */
  readonly #recent = new Map<string, SavedRecord>();

  constructor(
    readonly run: PagedRun,
    readonly details: DetailSource,
    private readonly mapper: RowMapper,
    /** In the first listing of a selection all rows are new, and they are not to wait for their details. */
    private readonly isFirstListing: boolean,
  ) {}

  /** True when this execution has saved a record whose detail is to be read. */
  get isDue(): boolean {
    return this.#isDue;
  }

  /** Notes that the details of all records that were saved until now have been asked for, or are noted elsewhere. */
  settle(): void {
    this.#isDue = false;
  }

  /** What makes records of list rows. @param haveChanged whether all rows that come are known to have changed */
  mapperFor(haveChanged: boolean): RowMapper {
    const map = async (rows: readonly HaloRow[]): Promise<SavedRecord[]> => {
      const listed = await this.mapper.map(rows);
      const cached = await this.read(listed.map(({ id }) => id));
      const joined: SavedRecord[] = [];
      for (const record of listed) joined.push(await this.#join(record, cached.get(record.id), haveChanged));
      return joined;
    };
    return { ...this.mapper, map };
  }

  /** The existing records with these ids, as this execution saved them, or else from the cache. */
  async read(ids: string[]): Promise<Map<string, HaloRow>> {
    const records = await readCachedRecords(this.run, ids);
    for (const id of ids) {
      const recent = this.#recent.get(id);
      if (recent !== undefined) records.set(id, Object.fromEntries(Object.entries(recent)));
    }
    return records;
  }

  /** Saves one record that has got its detail. */
  async save(record: SavedRecord): Promise<void> {
    await this.run.save([record]);
    this.#remember(record);
  }

  async #join(listed: SavedRecord, cached: HaloRow | undefined, hasChanged: boolean): Promise<SavedRecord> {
    const { record, need } = joinListed(listed, cached, this.details.fields, hasChanged);
    const isNow = need === 'unseen' || (need === 'due' && !this.isFirstListing);
    const complete = isNow ? await this.#readNow(record) : undefined;
    const joined = complete ?? (need === 'unseen' ? withoutDetail(record) : record);
    if (need !== 'none' && complete === undefined) this.#isDue = true;
    this.#remember(joined);
    return joined;
  }

  /**
   * Reads the detail of a row before the row is saved, so that a new record is reported as added, whole, and not as added
   * and then updated, which leaves "updated". Rows also come again for as long as the windows of two runs overlap: their
   * records would otherwise be reported as changed twice, to incomplete and back, although nothing is different.
   *
   * @returns `undefined` when it has to be read later
   */
  async #readNow(record: SavedRecord): Promise<SavedRecord | undefined> {
    if (this.#left === 0) return undefined;
    this.#left -= 1;
    try {
      const row = await askDetail(this.run, this.details, numberOf(this.run.source.list, record.id) ?? 0);
      const cached = Object.fromEntries(Object.entries(record));
      return joinDetail(cached, this.details.map(row, this.run.complain), this.details.fields);
    } catch (error) {
      if (!(error instanceof HaloError)) throw error;
      // It is asked for again after the list, where failures are counted and told.
      this.#left = 0;
      return undefined;
    }
  }

  #remember(record: SavedRecord): void {
    this.#recent.delete(record.id);
    this.#recent.set(record.id, record);
    if (this.#recent.size <= remembered) return;
    const [oldest] = this.#recent.keys();
    if (oldest !== undefined) this.#recent.delete(oldest);
  }
}
