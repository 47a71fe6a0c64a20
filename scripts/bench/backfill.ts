import { changedCases, fullCase, type RequestCase } from './requests.js';
import type { Sizes } from './sizes.js';
import type { Harness } from './harness.js';
import { quantile } from './statistics.js';

/** What a long backfill does to the process that runs it. */
export interface Backfill {
  heapGrowthMb: number;
  /** Smallest and largest checkpoint, in bytes. */
  checkpointBytes: readonly [number, number];
  /** Milliseconds a page, over the first and the last tenth of the pages. */
  pageMs: { first: PageTimes; last: PageTimes };
  /** The requests of this run and of runs after it in which few tickets changed. */
  requests: RequestCase[];
}

export interface PageTimes {
  p50: number;
  p99: number;
}

/** Backfills into a store that keeps nothing, so that whatever grows is the sync's. */
export async function measureBackfill(
  harness: Harness,
  { backfill, requests }: Pick<Sizes, 'backfill' | 'requests'>,
): Promise<Backfill> {
  const { tickets, fromPage } = backfill;
  const lastPage = Math.ceil(tickets / 100);
  await harness.open({ tickets });
  const heapAt = [fromPage, lastPage];
  const report = await harness.sync({ sync: 'tickets', store: 'null', fresh: true, heapAt });
  const [before, after] = report.heapMb;
  if (before === undefined || after === undefined || report.saved !== tickets) {
    throw new Error(`The backfill saved ${report.saved} of ${tickets} tickets and its heap was not measured`);
  }
  // Times begin with the second page; the pages at which the heap was collected have none.
  const pages = report.pageMs.slice(0, lastPage - 2);
  const tenth = Math.ceil(pages.length / 10);
  return {
    heapGrowthMb: after - before,
    checkpointBytes: report.checkpointBytes,
    pageMs: { first: timesOf(pages.slice(0, tenth)), last: timesOf(pages.slice(-tenth)) },
    // Editing takes nothing away, so a store that keeps nothing misleads none of these runs.
    requests: [
      fullCase('tickets', tickets, report.requests),
      ...(await changedCases(harness, 'tickets', { records: tickets, changed: requests.changed, store: 'null' })),
    ],
  };
}

function timesOf(milliseconds: readonly number[]): PageTimes {
  return { p50: quantile(milliseconds, 0.5), p99: quantile(milliseconds, 0.99) };
}
