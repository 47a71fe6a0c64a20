import type { Kind, stores } from './protocol.js';
import type { Sizes } from './sizes.js';
import type { Harness } from './harness.js';

export interface RequestCase {
  /** Such as "tickets: 250 of 100000 changed". */
  case: string;
  used: number;
  allowed: number;
}

/** Rows a page that Halo gives at most (halo-api.md §3.4). */
const pageSize: Record<Kind, number> = { tickets: 100, customers: 100, assets: 50 };

/** Requests beside the pages: for everything, and for what changed. The types of tickets tell their kinds, one request a run. */
const beside = { full: 10, changed: { tickets: 7, customers: 6, assets: 6 } };

export function fullCase(kind: Kind, records: number, used: number): RequestCase {
  return { case: `${kind}: all ${records}`, used, allowed: Math.ceil(records / pageSize[kind]) + beside.full };
}

/** Runs the sync after each number of edits, on a tenant that it has read already. */
export async function changedCases(
  harness: Harness,
  kind: Kind,
  { records, changed, store }: { records: number; changed: readonly number[]; store: (typeof stores)[number] },
): Promise<RequestCase[]> {
  const cases: RequestCase[] = [];
  for (const count of changed.filter((count) => count <= records)) {
    await harness.edit({ kind, count });
    const { requests } = await harness.sync({ sync: kind, store, fresh: false });
    const allowed = Math.ceil(count / pageSize[kind]) + beside.changed[kind];
    cases.push({ case: `${kind}: ${count} of ${records} changed`, used: requests, allowed });
  }
  return cases;
}

/** Reads tenants of each size, and then what changed in them. The store keeps the ids, which these syncs compare. */
export async function countRequests(
  harness: Harness,
  kind: Kind,
  { records, changed }: Sizes['requests'],
): Promise<RequestCase[]> {
  const cases: RequestCase[] = [];
  for (const count of records) {
    await harness.open(kind === 'customers' ? { customers: count } : { [kind]: count });
    const { requests } = await harness.sync({ sync: kind, store: 'ids', fresh: true });
    cases.push(fullCase(kind, count, requests));
    cases.push(...(await changedCases(harness, kind, { records: count, changed, store: 'ids' })));
  }
  return cases;
}
