import { filterLiving, isLiving, readCache } from './cache.js';
import type { Run } from '../run.js';

/** Finds the children of a parent in the cache. Their ids are `<parent>:<child>`. */
export interface CachedChildren {
  /** @param highest the highest child that is known; `undefined` when nothing is known */
  of(parent: number, highest: number | undefined): Promise<readonly string[]>;
  hasAny(parent: number): Promise<boolean>;
  /** Notes which children the cache holds from now on. */
  note(parent: number, ids: readonly string[]): void;
}

/** Children looked up in the cache at once. */
const block = 100;

/** Where children of a parent with more than its list shows are found: of the newest thousand, two are among these. */
const landmarks = Array.from({ length: 100 }, (_, index) => 500 * (index + 1));

/** Children that count from 1 in each parent, nearly all of which are records: the cache is asked for ids that are made up. */
export function countedChildren(run: Run): CachedChildren {
  return {
    async of(parent, highest) {
      const known =
        highest === undefined
          ? await filterLiving(
              run,
              landmarks.map((child) => `${parent}:${child}`),
            )
          : [];
      const last = highest ?? Math.max(0, ...known.map(childOf));
      const children: string[] = [];
      for (let first = 1; ; first += block) {
        const found = await filterLiving(run, idsOf(parent, first, first + block - 1));
        children.push(...found);
        if (found.length === 0 && first + block > last) return children;
      }
    },
    hasAny: async (parent) => (await filterLiving(run, idsOf(parent, 1, block))).length > 0,
    note: () => undefined,
  };
}

/**
 * Children whose ids cannot be made up: the cache is read once an execution, when the first of them is looked up. That costs
 * no request to Halo.
 */
export function indexedChildren(run: Run): CachedChildren {
  let index: Map<number, readonly string[]> | undefined;
  const of = async (parent: number): Promise<readonly string[]> => {
    index ??= await readIndex(run);
    return index.get(parent) ?? [];
  };
  return {
    of,
    hasAny: async (parent) => (await of(parent)).length > 0,
    note: (parent, ids) => index?.set(parent, ids),
  };
}

async function readIndex(run: Run): Promise<Map<number, readonly string[]>> {
  const index = new Map<number, string[]>();
  for await (const { id, ...record } of readCache(run)) {
    if (typeof id !== 'string' || !isLiving(record)) continue;
    const parent = Number(id.split(':')[0]);
    const known = index.get(parent);
    if (known === undefined) index.set(parent, [id]);
    else known.push(id);
  }
  return index;
}

/** The ids of so many children of a parent. */
export function idsOf(parent: number, first: number, last: number): string[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => `${parent}:${first + index}`);
}

export function childOf(id: string): number {
  return Number(id.split(':')[1]);
}
