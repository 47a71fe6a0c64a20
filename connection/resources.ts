import { idOf, isPaged, type HaloList, type SetupList } from '../halo/lists/description.js';
import type { SyncNeed } from '../records/registry.js';

/** One list to be examined. */
export interface Resource {
  readonly name: string;
  /** What messages call it. */
  readonly label: string;
  readonly list: HaloList | SetupList;
  /** `undefined` for set-up lists, which answer everything at once. */
  readonly records: HaloList | undefined;
  readonly scope: string | undefined;
  /** The syncs that need it. */
  readonly syncs: readonly string[];
}

/**
 * The lists that the syncs need, each once: records first, in the order of the syncs, then set-up lists.
 *
 * @param besides lists that are of interest whether or not a sync needs them
 */
export function neededResources(
  needs: readonly SyncNeed[],
  besides: readonly (HaloList | SetupList)[] = [],
): readonly Resource[] {
  const needed = new Set([...needs.flatMap(({ lists }) => lists), ...besides]);
  const all = [...needed].map((list) =>
    toResource(
      list,
      needs.filter(({ lists }) => lists.includes(list)).map(({ sync }) => sync),
    ),
  );
  return [...all.filter(({ records }) => records), ...all.filter(({ records }) => !records)];
}

export function toResource(list: HaloList | SetupList, syncs: readonly string[]): Resource {
  const records = isPaged(list) ? list : undefined;
  return { name: idOf(list), label: list.name, list, records, scope: list.scope, syncs };
}
