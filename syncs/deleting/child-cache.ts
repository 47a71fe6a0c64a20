import { readDate } from '../../halo/values/dates.js';
import { readSnapshot } from '../../halo/lists/id-list.js';
import { toId, type HaloRow } from '../../halo/values/rows.js';
import type { ChildSource, RowSelection, SavedRecord } from '../../records/contract.js';
import type { PagedRun } from '../run.js';
import { isLiving, readCache } from './cache.js';
import { childOf, countedChildren, idsOf, indexedChildren, type CachedChildren } from './cached-children.js';
import { askAbout } from './confirmation.js';
import { readGaps, readNewer } from './hidden-children.js';
import { IdSet } from '../reading/id-set.js';
import { readLiving } from './living.js';
import { guardShrinkage } from './shrinkage.js';
import { isPlausible, type Compared } from './surplus.js';

/** Children older than a list reaches that are read each time their parent moves: a request each. */
const olderAtOnce = 100;

/** The children in the cache, and how they are kept equal to Halo's. */
export class ChildCache {
  readonly #run: PagedRun;
  readonly #source: ChildSource;
  readonly #selection: RowSelection;
  readonly #cached: CachedChildren;
  /** The parents whose children this execution has read. */
  readonly #refreshed = new IdSet();
  #hasToldOfGap = false;

  constructor(run: PagedRun, source: ChildSource, selection: RowSelection) {
    this.#run = run;
    this.#source = source;
    this.#selection = selection;
    this.#cached = source.numbering === 'sparse' ? indexedChildren(run) : countedChildren(run);
  }

  /**
   * Reads the children of those parents whose children moved since then. Children that the cache holds and the list does
   * not show are asked about one by one: gone ones are reported deleted, others (private notes) are kept.
   *
   * @param movedSince an ISO date; when it is empty, the children of all these parents are read
   * @returns what has to be saved
   */
  async refresh(parents: readonly HaloRow[], movedSince: string): Promise<SavedRecord[]> {
    const records: SavedRecord[] = [];
    for (const row of parents) {
      const parent = toId(row['id']);
      if (parent === undefined) continue;
      const moved = readDate(row[this.#source.movedStamp]);
      const isUnmoved = typeof moved === 'string' && moved < movedSince;
      // A parent that was restored, or became visible again, has children that did not change.
      if (isUnmoved && (await this.#cached.hasAny(parent))) continue;
      records.push(...(await this.#refreshParent(parent, moved ?? '')));
    }
    return records;
  }

  /** @param moved when its children moved last, ISO 8601; empty when that is not known */
  async #refreshParent(parent: number, moved = ''): Promise<SavedRecord[]> {
    const { records: listed, from, oddities, hiddenFrom } = await this.#source.readChildren(this.#run, parent);
    this.#run.noteOddities(oddities);
    this.#refreshed.add(parent);
    const shown = new Set(listed.map(({ id }) => id));
    const highest = Math.max(0, ...listed.map(({ id }) => childOf(id)));
    const cached = await this.#cached.of(parent, highest);
    const hidden = cached.filter((id) => childOf(id) >= from && !shown.has(id));
    const gone: string[] = [];
    for (const id of hidden) {
      const record = await this.#source.readChild(this.#run, parent, childOf(id));
      if (record === undefined) gone.push(id);
      else listed.push(record);
    }
    if (hiddenFrom !== undefined) {
      listed.push(...(await readGaps(this.#run, this.#source, { parent, hiddenFrom, shown, cached })));
      listed.push(...(await readNewer(this.#run, this.#source, { parent, moved, listed, cached })));
    }
    listed.push(...(await this.#readOlder(parent, from, new Set(cached), highest)));
    const { judgeChild = () => 'record' } = this.#source;
    const verdicts = new Map(listed.map((record) => [record.id, judgeChild(record)]));
    const records = listed.filter(({ id }) => verdicts.get(id) === 'record');
    gone.push(...cached.filter((id) => verdicts.get(id) === 'none'));
    if (this.#run.mayDelete()) await this.#run.delete(gone);
    const left = cached.filter((id) => childOf(id) < from || verdicts.get(id) === 'unknown');
    this.#cached.note(parent, [...new Set([...left, ...records.map(({ id }) => id)])]);
    this.#run.countRead(listed.length);
    return records;
  }

  /**
   * Reads children that are older than the list reaches and that the cache does not hold, so many each time that the
   * parent moves. What the cache holds of them is kept as it is: reading it again would cost a request a child.
   */
  async #readOlder(parent: number, from: number, cached: ReadonlySet<string>, highest: number): Promise<SavedRecord[]> {
    const missing = idsOf(parent, 1, from - 1).filter((id) => !cached.has(id));
    // Ids that Halo does not have stay missing. They do not hide the others, because each new child has the reading begin
    // elsewhere: multiples of the golden ratio come everywhere.
    const first = missing.length > olderAtOnce ? Math.floor(missing.length * ((highest * 0.618_034) % 1)) : 0;
    const due = [...missing.slice(first), ...missing.slice(0, first)].slice(0, olderAtOnce);
    const records: SavedRecord[] = [];
    for (const id of due) {
      const record = await this.#source.readChild(this.#run, parent, childOf(id));
      if (record !== undefined) records.push(record);
    }
    const left = missing.length - due.length;
    if (left > 0 && !this.#hasToldOfGap) {
      this.#hasToldOfGap = true;
      const { list, model } = this.#source;
      const gap = `${list.name} ${parent}: up to ${left} records of ${model} are older than Halo lists and not read yet`;
      await this.#run.nango.log(`${gap}; ${olderAtOnce} are read each time it changes.`, { level: 'warn' });
    }
    return records;
  }

  /** Deletes the children of those parents of which Halo says that they are gone. */
  async forget(parents: readonly number[]): Promise<void> {
    if (!this.#run.mayDelete()) return;
    for (const parent of parents) {
      const children = await this.#cached.of(parent, undefined);
      if (children.length === 0) continue;
      const verdict = await askAbout(this.#run, this.#selection, parent);
      if (verdict === 'deleted' || verdict === 'not selected') await this.#forgetAll(parent, children);
    }
  }

  async #forgetAll(parent: number, children: readonly string[]): Promise<void> {
    await this.#run.delete(children);
    this.#cached.note(parent, []);
  }

  /**
   * Finds what no pass can show: parents that are gone without a change, whose children are deleted, and parents that
   * were invisible when they changed, whose children are read.
   *
   * @param changedSince how far back the latter are looked for, as the first run does; without it, nobody looks for them, because
   * each costs a request
   * @param known how many children the cache must hold at least; -1 when that is not known
   */
  async sweep(changedSince: string | undefined, known: number): Promise<Compared> {
    const { counts } = this.#run;
    const before = { ...counts };
    const parents = new IdSet();
    const list: number[] = [];
    let shown = 0;
    for await (const record of readCache(this.#run)) {
      const parent = isLiving(record) ? parentOf(String(record['id'])) : undefined;
      if (parent === undefined) continue;
      shown += 1;
      if (parents.add(parent)) list.push(parent);
    }
    // A parent whose children did not come would be read again, at the price of a request.
    if (!(await isPlausible(this.#run, shown, known))) return { isJudged: false, held: shown };
    const living = await this.#livingParents(this.#selection);
    const gone = list.filter((id) => !living.has(id));
    guardShrinkage(this.#run, list.length, gone.length);
    await this.forget(gone);
    if (changedSince !== undefined) await this.#readUnknown(parents, changedSince);
    const held = shown + counts.saved - before.saved - (counts.deleted - before.deleted);
    return { isJudged: true, held };
  }

  /** Reads the children of parents of which the cache holds none. */
  async #readUnknown(known: IdSet, changedSince: string): Promise<void> {
    for (const parent of await this.#livingParents({ ...this.#selection, changedSince })) {
      if (known.has(parent) || this.#refreshed.has(parent)) continue;
      const children = await this.#refreshParent(parent);
      await this.#run.save(children);
    }
  }

  async #livingParents(selection: RowSelection): Promise<IdSet> {
    const run = this.#run;
    const snapshot = await readSnapshot(run.client, run.source.list, selection, undefined);
    return (await readLiving(run, selection, snapshot)).living;
  }
}

function parentOf(id: string): number | undefined {
  return toId(id.split(':')[0]);
}
