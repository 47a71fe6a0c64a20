import { lists, setupLists, type HaloList, type SetupList } from '../halo/lists/lists.js';
import type { ResourceName, SyncNeed } from '../records/registry.js';

/** The scope that a list needs besides the agent's own rights; others come with any scope (halo-api.md §1.5). */
const scopes: Partial<Record<ResourceName, string>> = {
  tickets: 'read:tickets',
  customers: 'read:customers',
  sites: 'read:customers',
  contacts: 'read:customers',
  assets: 'read:assets',
};

/** One list to be examined. */
export interface Resource {
  readonly name: ResourceName;
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
  besides: readonly ResourceName[] = [],
): readonly Resource[] {
  const names = new Set([...needs.flatMap(({ resources }) => resources), ...besides]);
  const all = [...names].map((name) =>
    toResource(
      name,
      needs.filter(({ resources }) => resources.includes(name)).map(({ sync }) => sync),
    ),
  );
  return [...all.filter(({ records }) => records), ...all.filter(({ records }) => !records)];
}

export function toResource(name: ResourceName, syncs: readonly string[]): Resource {
  const records = isRecordList(name) ? lists[name] : undefined;
  const list = isRecordList(name) ? lists[name] : setupLists[name];
  return { name, label: list.name, list, records, scope: scopes[name], syncs };
}

function isRecordList(name: ResourceName): name is keyof typeof lists {
  return name in lists;
}
